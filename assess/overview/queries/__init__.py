"""What the overview reads: where units stand, and the units of the map."""

from assess.overview.queries.cells import MapUnit
from assess.overview.queries.map import list_map_units
from assess.overview.queries.standing import Standing, load_cells, load_standing, load_waiting

__all__ = [
    "MapUnit",
    "Standing",
    "list_map_units",
    "load_cells",
    "load_standing",
    "load_waiting",
]
