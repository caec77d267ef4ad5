"""What the standards' pages show, worked out: one file a page."""
