"""What the pages on enrolments show, worked out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assess.enrolment.queries import UnitView
    from assess.enrolment.queries.allocations import AllocationView


@dataclass(frozen=True)
class EnrolmentsPage:
    units: "tuple[UnitView, ...]"
    cohorts: tuple[str, ...]
    cohort: str | None
    count: int
    number: int
    pages: int
    previous_address: str | None
    next_address: str | None


@dataclass(frozen=True)
class EnrolPage:
    search: str
    has_practitioners: bool
    has_standards: bool
    is_cut_off: bool
    """Whether there may be more practitioners than are shown."""

    shown: int


@dataclass(frozen=True)
class Difference:
    """An answer that somebody else has saved since the page was opened."""

    question: str
    answer: str


@dataclass(frozen=True)
class EnrolmentPage:
    unit: "UnitView"
    differences: tuple[Difference, ...]
    allocations: "tuple[AllocationView, ...]"
