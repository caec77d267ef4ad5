"""Continuing professional development: needs, activities, years under a body's rules."""
