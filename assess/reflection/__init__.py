"""Practitioners' own accounts, every version of them."""
