"""The deeds of the catalogue and of lessons."""
