"""What the pages of a CPD record show, worked out."""
