"""Until when who will act: what each side sees of the clocks that run."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from assess.actor import Role
from assess.clocks.rules import is_late

if TYPE_CHECKING:
    from assess.clocks.queries import RunningClock
    from assess.enrolment.queries import UnitView


@dataclass(frozen=True)
class Promise:
    waits_for: Role
    name: str | None
    """Who will act; None where nobody has been named yet."""

    due_on: date
    is_late: bool


def promises_of(
    unit: "UnitView",
    clocks: "Iterable[RunningClock]",
    *,
    reader: Role,
    today: date,
    about: Collection[UUID | None] | None = None,
) -> tuple[Promise, ...]:
    """Give what is promised in a unit, the nearest first, each once; or only `about` some of it.

    What a practitioner has to do themselves stands elsewhere on their pages, with its date.
    """
    names = {
        Role.PRACTITIONER: unit.practitioner,
        Role.ASSESSOR: unit.assessor,
        Role.IQA: unit.iqa,
    }
    promises = {
        Promise(clock.waits_for, names[clock.waits_for], clock.due_on, is_late(clock.due_on, today))
        for clock in clocks
        if clock.unit_id == unit.id
        and (about is None or clock.subject_id in about)
        and not reader is clock.waits_for is Role.PRACTITIONER
    }
    return tuple(sorted(promises, key=lambda one: (one.due_on, one.waits_for)))
