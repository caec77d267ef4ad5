"""Who is suggested for a unit, and why: the fewest open units for what somebody can carry first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from assess.actor import Role
from assess.bilingual import Language
from assess.refusals import RefusedError

USUAL_CAPACITY = 20
"""How many open units somebody is taken to carry for whom nobody has said."""

ROLES_ALLOCATED = (Role.ASSESSOR, Role.IQA)


class ReasonMissingError(RefusedError):
    """A unit is taken from somebody only with a reason that stays on record."""

    field = "reason"


class SamePersonError(RefusedError):
    field = "person"


class NothingChosenError(RefusedError):
    """No unit was chosen to be allocated."""


class Because(StrEnum):
    """Why somebody is suggested, or why nobody is."""

    SPEAKS = "speaks"
    COMPETENT = "competent"
    SAME_SITE = "same-site"
    FULL = "full"
    """Everybody who fits carries all they can: the least burdened is suggested all the same."""

    NOBODY_THERE = "nobody-there"
    NOBODY_SPEAKS = "nobody-speaks"
    NOBODY_COMPETENT = "nobody-competent"


@dataclass(frozen=True)
class Judge:
    """Somebody who may be given units, as assessor or as IQA."""

    person_id: UUID
    open_units: int = 0
    capacity: int | None = None
    judges_in: frozenset[Language] = frozenset()
    """Nothing said: English."""

    competent_in: frozenset[UUID] = frozenset()
    site: str = ""

    @property
    def room(self) -> int:
        return USUAL_CAPACITY if self.capacity is None else self.capacity


@dataclass(frozen=True)
class Waiting:
    """A unit that nobody has been given yet."""

    unit_id: UUID
    practitioner_id: UUID
    standard_id: UUID
    language: Language | None = None
    site: str = ""
    other_id: UUID | None = None
    """The IQA where an assessor is looked for, and the other way round."""


@dataclass(frozen=True)
class Suggestion:
    unit_id: UUID
    person_id: UUID | None
    because: tuple[Because, ...]
    open_units: int = 0
    """What the person would have carried before this unit: those suggested above it count."""

    room: int = 0


@dataclass
class _Load:
    """How much each carries, the units suggested to them so far among it."""

    units: dict[UUID, int] = field(default_factory=dict)

    def share(self, judge: Judge) -> Fraction:
        carried = self.units[judge.person_id]
        return Fraction(carried, judge.room) if judge.room else Fraction(carried + 1)

    def is_full(self, judge: Judge) -> bool:
        return self.units[judge.person_id] >= judge.room


def suggest(units: Sequence[Waiting], judges: Iterable[Judge]) -> list[Suggestion]:
    """Suggest somebody for each unit in turn; what is suggested counts for the units after it."""
    everybody = sorted(judges, key=lambda judge: judge.person_id)
    load = _Load({judge.person_id: judge.open_units for judge in everybody})
    suggestions = []
    for unit in units:
        made = _suggest_one(unit, everybody, load)
        if made.person_id is not None:
            load.units[made.person_id] += 1
        suggestions.append(made)
    return suggestions


def _suggest_one(unit: Waiting, judges: Sequence[Judge], load: _Load) -> Suggestion:
    there = [
        judge for judge in judges if judge.person_id not in {unit.practitioner_id, unit.other_id}
    ]
    if not there:
        return Suggestion(unit.unit_id, None, (Because.NOBODY_THERE,))
    speaking = [judge for judge in there if can_judge_in(judge.judges_in, unit.language)]
    if not speaking:
        return Suggestion(unit.unit_id, None, (Because.NOBODY_SPEAKS,))
    competence_is_known = any(judge.competent_in for judge in judges)
    fitting = [
        judge
        for judge in speaking
        if not competence_is_known or unit.standard_id in judge.competent_in
    ]
    if not fitting:
        return Suggestion(unit.unit_id, None, (Because.NOBODY_COMPETENT,))

    def burden(judge: Judge) -> tuple[bool, Fraction, bool, int]:
        elsewhere = not _shares_site(judge, unit)
        return load.is_full(judge), load.share(judge), elsewhere, load.units[judge.person_id]

    chosen = min(fitting, key=burden)
    because = [
        reason
        for reason, holds in (
            (Because.FULL, load.is_full(chosen)),
            (Because.SPEAKS, unit.language is Language.WELSH),
            (Because.COMPETENT, competence_is_known),
            (Because.SAME_SITE, _shares_site(chosen, unit)),
        )
        if holds
    ]
    carried = load.units[chosen.person_id]
    return Suggestion(unit.unit_id, chosen.person_id, tuple(because), carried, chosen.room)


def can_judge_in(languages: frozenset[Language], language: Language | None) -> bool:
    """Tell whether somebody can judge work in a language. Who has said nothing judges English."""
    return language is None or language in (languages or {Language.ENGLISH})


@dataclass(frozen=True)
class Reason:
    """Why a unit is given to somebody else, in the words and the language of who says so."""

    words: str = ""
    language: str = ""


def check_reason(reason: str, *, is_taken: bool) -> None:
    if is_taken and not reason:
        raise ReasonMissingError("somebody had the unit: say why it is given to another")


def _shares_site(judge: Judge, unit: Waiting) -> bool:
    return bool(unit.site) and judge.site == unit.site
