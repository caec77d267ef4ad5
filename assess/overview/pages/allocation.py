"""Units to be allocated, whom the rule suggests for each, and why, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from flask_babel import gettext as _

from assess.actor import Role
from assess.enrolment.rules.allocating import Because, Suggestion, suggest

if TYPE_CHECKING:
    from assess.overview.queries.allocation import JudgeView, WaitingUnit


@dataclass(frozen=True)
class Typed:
    """What a manager has chosen on the page: who gets which unit, and which units are ticked."""

    people: Mapping[UUID, str]
    ticked: frozenset[UUID]


@dataclass(frozen=True)
class AllocationRow:
    waiting: "WaitingUnit"
    people: tuple[tuple[str, str], ...]
    """Whom the unit may go to: id and name."""

    person: str
    is_ticked: bool
    why: str


@dataclass(frozen=True)
class AllocationPage:
    role: Role
    rows: tuple[AllocationRow, ...]
    judges: "tuple[JudgeView, ...]"
    count: int
    cohorts: tuple[str, ...]
    standards: tuple[tuple[str, str], ...]
    cohort: str
    standard: str

    @property
    def is_narrowed(self) -> bool:
        return bool(self.cohort or self.standard)


def allocation_rows(
    units: "Sequence[WaitingUnit]", judges: "Sequence[JudgeView]", typed: Typed | None
) -> tuple[AllocationRow, ...]:
    """Set whom the rule suggests beside each unit; what a manager has chosen stays chosen."""
    made = suggest([one.unit for one in units], [one.judge for one in judges])
    return tuple(
        _row(waiting, suggestion, judges, typed)
        for waiting, suggestion in zip(units, made, strict=True)
    )


def _row(
    waiting: "WaitingUnit",
    suggestion: Suggestion,
    judges: "Sequence[JudgeView]",
    typed: Typed | None,
) -> AllocationRow:
    unit = waiting.unit
    never = {unit.practitioner_id, unit.other_id}
    suggested = str(suggestion.person_id or "")
    return AllocationRow(
        waiting=waiting,
        people=tuple(
            (str(one.judge.person_id), one.name)
            for one in judges
            if one.judge.person_id not in never
        ),
        person=suggested if typed is None else typed.people.get(unit.unit_id, ""),
        is_ticked=bool(suggested) if typed is None else unit.unit_id in typed.ticked,
        why=in_words(suggestion),
    )


def in_words(suggestion: Suggestion) -> str:
    """Say why somebody is suggested, or why nobody is."""
    words = {
        Because.SPEAKS: _("judges in Welsh"),
        Because.COMPETENT: _("competent in the standard"),
        Because.SAME_SITE: _("at the same site"),
        Because.FULL: _("everybody who fits carries all they can"),
        Because.NOBODY_THERE: _("nobody else holds the role"),
        Because.NOBODY_SPEAKS: _("nobody judges in the language of assessment"),
        Because.NOBODY_COMPETENT: _("nobody who fits is competent in the standard"),
    }
    reasons = [words[because] for because in suggestion.because]
    if suggestion.person_id is not None:
        carried = _(
            "%(carried)s of %(room)s open units",
            carried=suggestion.open_units,
            room=suggestion.room,
        )
        reasons.insert(0, carried)
    return ", ".join(reasons)
