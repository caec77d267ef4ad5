from assess.overview.routes import (
    allocation,
    criterion,
    help_page,
    home,
    map,  # noqa: A004 (the page is called so)
    map_files,
    offered_needs,
    turnaround,
    unit,
    units_table,
)
from assess.overview.routes.blueprint import pages

__all__ = [
    "allocation",
    "criterion",
    "help_page",
    "home",
    "map",
    "map_files",
    "offered_needs",
    "pages",
    "turnaround",
    "unit",
    "units_table",
]
