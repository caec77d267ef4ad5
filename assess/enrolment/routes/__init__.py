from assess.enrolment.routes import (
    allocating,
    changing,
    cohorts,
    competence,
    enrolling,
    exporting,
    importing,
    listing,
)
from assess.enrolment.routes.blueprint import pages

__all__ = [
    "allocating",
    "changing",
    "cohorts",
    "competence",
    "enrolling",
    "exporting",
    "importing",
    "listing",
    "pages",
]
