"""The shape of what is typed into the catalogue and of lessons."""
