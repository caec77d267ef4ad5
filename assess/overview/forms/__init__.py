"""What the pages of the overview take."""
