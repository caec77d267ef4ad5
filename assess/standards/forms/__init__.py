"""What a manager types to bring in a standard."""
