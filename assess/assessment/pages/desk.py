"""The desk: one piece of evidence, and the criteria that it is judged against."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from assess.actor import Role
from assess.assessment.pages.desk_criteria import desk_criteria, other_criteria
from assess.assessment.pages.desk_pieces import desk_lines, desk_piece
from assess.assessment.rules import CriterionState
from assess.assessment.rules.asking import may_return
from assess.refusals import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from uuid import UUID

    from assess.actor import Actor
    from assess.assessment.pages.desk_criteria import DeskCriterion, OtherCriterion
    from assess.assessment.pages.desk_pieces import DeskLine, DeskPiece
    from assess.assessment.queries.desk import Declared, DeskRecord
    from assess.assessment.rules.states import CriterionFacts
    from assess.bilingual import Bilingual, Language
    from assess.enrolment.queries import UnitView
    from assess.evidence.queries import MappingHead
    from assess.evidence.queries.judged import JudgedPiece
    from assess.evidence.queries.places import PlaceInUnit
    from assess.standards.queries import CriterionOutline


@dataclass(frozen=True)
class DeskFacts:
    """All that was read for the desk of one unit."""

    unit: UnitView
    criteria: Sequence[CriterionOutline]
    states: Mapping[UUID, CriterionFacts]
    place: PlaceInUnit | None
    """The piece on the desk among all of the unit; None where there is no piece."""

    piece: JudgedPiece | None
    on_desk: Collection[UUID]
    """The criteria that are judged here."""

    notes: Mapping[UUID, Bilingual]
    """On them."""

    record: DeskRecord
    changed: Collection[UUID]
    """The criteria whose words are not those that were decided on."""

    @property
    def mappings(self) -> tuple[MappingHead, ...]:
        """Give what the piece on the desk is mapped to."""
        return self.place.piece.mappings if self.place else ()


@dataclass(frozen=True)
class DeskPage:
    unit: UnitView
    met: int
    all: int
    waiting: int
    lines: tuple[DeskLine, ...]
    piece: DeskPiece | None
    before: DeskLine | None
    after: DeskLine | None
    criteria: tuple[DeskCriterion, ...]
    others: tuple[OtherCriterion, ...]
    pieces: int
    """How many pieces of evidence the unit has; `lines` may hold only those around this one."""

    declared: Declared | None

    may_return: bool
    """Whether something of the unit can go back to the practitioner."""

    is_read_only: bool
    why_read_only: str

    @property
    def may_be_judged(self) -> bool:
        return not self.is_read_only and bool(self.criteria)

    def starts_at(self, file_id: UUID) -> str:
        """Where a recording starts to play: at the first time that a criterion points to."""
        return next(self._places_in(file_id, "time"), "")

    def opens_at(self, file_id: UUID) -> str:
        """The page that a document opens at."""
        return next(self._places_in(file_id, "page"), "1")

    def opens_at_section(self, label: str) -> str:
        """The section that a plan opens at: that of the criterion asked for, else the first."""
        asked_first = sorted(self.criteria, key=lambda one: one.view.label != label)
        keys = (place.value for one in asked_first for place in one.places if place.is_section)
        return next(keys, "")

    @property
    def labels_by_section(self) -> dict[str, list[str]]:
        """Give what each section of a plan shows, by its key."""
        labels: dict[str, list[str]] = defaultdict(list)
        for one in self.criteria:
            for place in one.places:
                if place.is_section:
                    labels[place.value].append(one.view.label)
        return labels

    def _places_in(self, file_id: UUID, kind: str) -> Iterator[str]:
        """Give the places in a file, then those that may be in it because no file is named."""
        places = [place for criterion in self.criteria for place in criterion.places]
        for named in (file_id, None):
            for place in places:
                if place.kind == kind and place.file_id == named:
                    yield place.value


def find_criterion_id(criteria: Sequence[CriterionOutline], label: str) -> UUID | None:
    """Find a criterion of the unit by its label.

    Raises:
        NotFoundError: when the unit has no such criterion.

    """
    if not label:
        return None
    found = [one.id for one in criteria if one.label == label]
    if not found:
        raise NotFoundError
    return found[0]


def desk_page(facts: DeskFacts, *, actor: Actor, language: Language) -> DeskPage:
    """Lay out the desk: the piece, the criteria that it shows, and the others folded."""
    lines = desk_lines(facts.place, language)
    here = next((number for number, line in enumerate(lines) if line.is_here), None)
    states = [one.state for one in facts.states.values()]
    why = _why_read_only(actor, facts)
    return DeskPage(
        unit=facts.unit,
        met=states.count(CriterionState.MET),
        all=len(states),
        waiting=states.count(CriterionState.SUBMITTED),
        lines=lines,
        piece=desk_piece(facts.piece, lines[here], facts.record, language)
        if facts.piece is not None and here is not None
        else None,
        before=lines[here - 1] if here else None,
        after=lines[here + 1] if here is not None and here + 1 < len(lines) else None,
        criteria=desk_criteria(facts, language),
        others=other_criteria(facts, language),
        pieces=facts.place.count if facts.place else 0,
        declared=facts.record.declared,
        may_return=not why and any(may_return(one) for one in facts.states.values()),
        is_read_only=bool(why),
        why_read_only=why,
    )


def _why_read_only(actor: Actor, facts: DeskFacts) -> str:
    """Say why nothing can be decided here; nothing where it can."""
    if facts.record.is_signed_off:
        return str(_("The unit is signed off. Nothing changes unless the sign-off is withdrawn."))
    if actor.person_id == facts.unit.practitioner_id:
        return str(_("This is your own work. Nobody assesses their own work."))
    if actor.role is not Role.ASSESSOR or actor.person_id != facts.unit.assessor_id:
        return str(_("You can read everything here. Only the unit's assessor decides."))
    return ""
