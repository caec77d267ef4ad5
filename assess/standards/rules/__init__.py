"""What a standard is, how its published documents are read and how its texts are compared."""
