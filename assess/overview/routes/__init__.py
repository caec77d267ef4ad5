from assess.overview.routes import (
    allocation,
    criterion,
    help_page,
    home,
    map,  # noqa: A004 (the page is called so)
    map_files,
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
    "pages",
    "turnaround",
    "unit",
    "units_table",
]
