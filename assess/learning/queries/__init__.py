"""What is read of the catalogue and of lessons: what the reader may see, and no more."""
