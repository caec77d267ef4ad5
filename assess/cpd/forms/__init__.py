"""The shape of what is typed into a CPD record."""
