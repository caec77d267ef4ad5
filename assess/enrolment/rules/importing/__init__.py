"""What the rows of a list of people mean, and what is wrong with them."""

from assess.enrolment.rules.importing.columns import (
    HEADINGS,
    Column,
    HeaderRefusedError,
    read_header,
)
from assess.enrolment.rules.importing.planning import plan_import, plan_mark
from assess.enrolment.rules.importing.values import (
    Doing,
    ImportRow,
    Known,
    KnownPerson,
    KnownStandard,
    Plan,
    PlannedRow,
    Problem,
    Reason,
)

__all__ = [
    "HEADINGS",
    "Column",
    "Doing",
    "HeaderRefusedError",
    "ImportRow",
    "Known",
    "KnownPerson",
    "KnownStandard",
    "Plan",
    "PlannedRow",
    "Problem",
    "Reason",
    "plan_import",
    "plan_mark",
    "read_header",
]
