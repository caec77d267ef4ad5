"""What the pages of assessment show, worked out."""
