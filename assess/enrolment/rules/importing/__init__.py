"""What the rows of a list of people mean, and what is wrong with them."""

from assess.enrolment.rules.importing.columns import (
    HEADINGS,
    NEEDED,
    Column,
    HeaderRefusedError,
    read_header,
)
from assess.enrolment.rules.importing.planning import (
    changes_since,
    plan_import,
    plan_mark,
    row_marks,
)
from assess.enrolment.rules.importing.values import (
    MOST_PEOPLE,
    Change,
    Doing,
    EmptyListError,
    ImportRow,
    Known,
    KnownPerson,
    KnownStandard,
    ListChangedError,
    ListTooLongError,
    Plan,
    PlannedRow,
    Problem,
    Reason,
    Term,
)

__all__ = [
    "HEADINGS",
    "MOST_PEOPLE",
    "NEEDED",
    "Change",
    "Column",
    "Doing",
    "EmptyListError",
    "HeaderRefusedError",
    "ImportRow",
    "Known",
    "KnownPerson",
    "KnownStandard",
    "ListChangedError",
    "ListTooLongError",
    "Plan",
    "PlannedRow",
    "Problem",
    "Reason",
    "Term",
    "changes_since",
    "plan_import",
    "plan_mark",
    "read_header",
    "row_marks",
]
