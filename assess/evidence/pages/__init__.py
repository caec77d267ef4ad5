"""What the pages of evidence show, worked out."""
