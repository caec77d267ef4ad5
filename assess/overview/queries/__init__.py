"""What the overview reads: where units stand."""

from assess.overview.queries.standing import Standing, load_standing, load_waiting

__all__ = ["Standing", "load_standing", "load_waiting"]
