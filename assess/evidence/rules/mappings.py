"""What may be mapped to which criteria, and by whom."""

from dataclasses import dataclass
from uuid import UUID

from assess.evidence.rules.locators import WHOLE, Locator
from assess.refusals import RefusedError


@dataclass(frozen=True)
class Wanted:
    """A criterion that the evidence shows, and where in it."""

    criterion_id: UUID
    locator: Locator = WHOLE
    file_id: UUID | None = None
    """The file that was chosen, of those of the newest version."""


class NotEnrolledError(RefusedError):
    """The criterion belongs to no standard that the practitioner works towards here."""

    field = "mapped"


class NoCriterionError(RefusedError):
    """What an assessor records must show at least one criterion."""

    field = "mapped"


class NotYoursToMapError(RefusedError):
    """Neither whose evidence it is nor who made it."""


def check_may_map(*, is_owner: bool, is_maker: bool) -> None:
    if not (is_owner or is_maker):
        raise NotYoursToMapError


class UnknownCriterionError(RefusedError):
    """No criterion of a standard that this provider has."""

    field = "criterion"
