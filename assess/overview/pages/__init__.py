"""What the start pages show, worked out."""
