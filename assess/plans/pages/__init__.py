"""What the pages of plans show, worked out."""
