"""When asking for an observation again is asking anew, and not a second click."""

from datetime import timedelta

ANEW_AFTER = timedelta(days=7)
"""The same criteria, asked for again sooner, are told to the same assessor once."""
