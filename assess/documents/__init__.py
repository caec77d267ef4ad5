"""What a person takes away: the printed portfolio, with all that an outsider needs to trust it."""
