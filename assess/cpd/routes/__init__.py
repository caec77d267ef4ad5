from assess.cpd.routes import (
    activity_adding,
    activity_changing,
    activity_criteria,
    activity_links,
    activity_list,
    activity_page,
    cycle,
    feeds,
    needs,
)
from assess.cpd.routes.blueprint import pages

__all__ = [
    "activity_adding",
    "activity_changing",
    "activity_criteria",
    "activity_links",
    "activity_list",
    "activity_page",
    "cycle",
    "feeds",
    "needs",
    "pages",
]
