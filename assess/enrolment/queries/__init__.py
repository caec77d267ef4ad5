"""What is read of units and enrolments, and the condition that keeps them to who may see them."""

from assess.enrolment.queries.enrolments import EnrolmentView, find_enrolment
from assess.enrolment.queries.units import (
    UnitView,
    count_units,
    find_unit,
    list_cohorts,
    list_units,
    visible_to,
)

__all__ = [
    "EnrolmentView",
    "UnitView",
    "count_units",
    "find_enrolment",
    "find_unit",
    "list_cohorts",
    "list_units",
    "visible_to",
]
