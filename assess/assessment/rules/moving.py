"""When a unit may go on under a newer version of its standard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from assess.actor import Role
from assess.assessment.rules.states import CriterionFacts
from assess.refusals import RefusedError
from assess.standards.rules.comparing import Change, Comparison, is_newer


class MayNotMoveError(RefusedError):
    """Only managers move units, and only their own provider's."""


class NoReasonToMoveError(RefusedError):
    field = "reason"


class NoUnitsError(RefusedError):
    field = "units"


class UnitStaysError(RefusedError):
    """One of the units chosen cannot be moved; then none is."""

    field = "units"

    def __init__(self, unit_id: UUID, labels: Iterable[str] = ()) -> None:
        super().__init__(str(unit_id))
        self.unit_id = unit_id
        self.labels = tuple(labels)


class NotNewerError(UnitStaysError):
    """It is under that version, or a newer one, already."""


class SignedOffStaysError(UnitStaysError):
    """It stays under the version that it was signed off under."""


class OnBothError(UnitStaysError):
    """The practitioner has another unit under the newer version."""


class WaitsOnGoneError(UnitStaysError):
    """Something still waits on criteria that the newer version does not have."""


@dataclass(frozen=True)
class Successor:
    """The criterion that takes another's place."""

    criterion_id: UUID
    reworded: bool


def check_may_move(role: Role, *, reason: str, units: int) -> None:
    if role is not Role.MANAGER:
        raise MayNotMoveError
    if not units:
        raise NoUnitsError
    if not reason:
        raise NoReasonToMoveError


def check_move(
    unit_id: UUID,
    *,
    editions: tuple[str, str],
    signed_off: bool,
    on_both: bool,
    left_behind: Iterable[CriterionFacts],
) -> None:
    """Check one unit: `editions` are what it is under and what it should go on under."""
    before, after = editions
    if not is_newer(after, before):
        raise NotNewerError(unit_id)
    if signed_off:
        raise SignedOffStaysError(unit_id)
    if on_both:
        raise OnBothError(unit_id)
    waiting = [
        facts.label
        for facts in left_behind
        if facts.waiting_submission_id is not None or facts.open_requests
    ]
    if waiting:
        raise WaitsOnGoneError(unit_id, waiting)


def successors(
    comparison: Comparison, before: Mapping[str, UUID], after: Mapping[str, UUID]
) -> dict[UUID, Successor]:
    """Give, by criterion, the one that takes its place; those that are gone have none.

    `before` and `after` are the ids of the two versions' criteria, by label.
    """
    return {
        before[pair.before.label]: Successor(
            after[pair.after.label], pair.change is Change.REWORDED
        )
        for pair in comparison.pairs
        if pair.before is not None and pair.after is not None
    }
