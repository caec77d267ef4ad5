"""The desk: one piece of evidence, and the criteria that it is judged against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from assess.actor import Role
from assess.assessment.pages.desk_criteria import desk_criteria, other_criteria
from assess.assessment.pages.desk_pieces import desk_lines, desk_piece
from assess.assessment.rules import CriterionState
from assess.refusals import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from uuid import UUID

    from assess.actor import Actor
    from assess.assessment.pages.desk_criteria import DeskCriterion, OtherCriterion
    from assess.assessment.pages.desk_pieces import DeskLine, DeskPiece
    from assess.assessment.queries import SubmissionView, UnitRecord
    from assess.assessment.rules.states import CriterionFacts
    from assess.bilingual import Language
    from assess.enrolment.queries import UnitView
    from assess.evidence.queries import PieceHead, PieceView, VersionView
    from assess.reflection.queries import ReflectionView
    from assess.standards.queries import CriterionView


@dataclass(frozen=True)
class DeskFacts:
    """All that was read for the desk of one unit."""

    unit: UnitView
    criteria: Sequence[CriterionView]
    states: Mapping[UUID, CriterionFacts]
    pieces: Sequence[PieceHead]
    reflections: Mapping[UUID, ReflectionView]
    record: UnitRecord
    changed: Collection[UUID]
    """The criteria whose words are not those that were decided on."""


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
    submission: SubmissionView | None
    """The newest submission that was not taken back."""

    is_read_only: bool
    why_read_only: str

    @property
    def may_be_judged(self) -> bool:
        return not self.is_read_only and bool(self.criteria)

    @property
    def starts_at(self) -> str:
        """Where a recording starts to play: at the first time that a criterion points to."""
        times = (
            place.value
            for criterion in self.criteria
            for place in criterion.places
            if place.kind == "time"
        )
        return next(times, "")

    @property
    def opens_at(self) -> str:
        """The page that a document opens at."""
        pages = (
            place.value
            for criterion in self.criteria
            for place in criterion.places
            if place.kind == "page"
        )
        return next(pages, "1")


def choose_piece(
    facts: DeskFacts, *, evidence_id: UUID | None, criterion_id: UUID | None
) -> PieceHead | None:
    """Choose what lies on the desk: what was asked for, else what waits to be decided.

    Raises:
        NotFoundError: when the evidence is none of this unit's.

    """
    if evidence_id is not None:
        asked = [piece for piece in facts.pieces if piece.id == evidence_id]
        if not asked:
            raise NotFoundError
        return asked[0]
    if criterion_id is not None:
        return _first_showing(facts.pieces, {criterion_id})
    waiting = {
        one.criterion_id for one in facts.states.values() if one.state is CriterionState.SUBMITTED
    }
    return _first_showing(facts.pieces, waiting) or next(iter(facts.pieces), None)


def _first_showing(pieces: Sequence[PieceHead], wanted: set[UUID]) -> PieceHead | None:
    return next(
        (piece for piece in pieces if any(one.criterion_id in wanted for one in piece.mappings)),
        None,
    )


def version_to_judge(piece: PieceView, history: Sequence[VersionView]) -> VersionView:
    """Give the version that was put forward last; the newest where none ever was."""
    submitted = (version for version in history if version.submitted_at is not None)
    return next(submitted, piece.newest)


def find_criterion_id(facts: DeskFacts, label: str) -> UUID | None:
    """Find a criterion of the unit by its label.

    Raises:
        NotFoundError: when the unit has no such criterion.

    """
    if not label:
        return None
    found = [one.id for one in facts.criteria if one.label == label]
    if not found:
        raise NotFoundError
    return found[0]


def desk_page(
    facts: DeskFacts,
    *,
    actor: Actor,
    language: Language,
    head: PieceHead | None,
    piece: PieceView | None,
    version: VersionView | None,
    criterion_id: UUID | None = None,
) -> DeskPage:
    """Lay out the desk: the piece, the criteria that it shows, and the others folded."""
    on_desk = {one.criterion_id for one in head.mappings} if head else set()
    on_desk |= {criterion_id} if criterion_id else set()
    lines = desk_lines(facts.pieces, head)
    here = next((number for number, line in enumerate(lines) if line.is_here), None)
    states = [one.state for one in facts.states.values()]
    why = _why_read_only(actor, facts)
    return DeskPage(
        unit=facts.unit,
        met=states.count(CriterionState.MET),
        all=len(states),
        waiting=states.count(CriterionState.SUBMITTED),
        lines=lines,
        piece=desk_piece(piece, version, lines[here], facts.record)
        if piece is not None and version is not None and here is not None
        else None,
        before=lines[here - 1] if here else None,
        after=lines[here + 1] if here is not None and here + 1 < len(lines) else None,
        criteria=desk_criteria(facts, on_desk, head),
        others=other_criteria(facts, on_desk, language),
        submission=next((one for one in facts.record.submissions if not one.withdrawn_at), None),
        is_read_only=bool(why),
        why_read_only=why,
    )


def _why_read_only(actor: Actor, facts: DeskFacts) -> str:
    """Say why nothing can be decided here; nothing where it can."""
    if facts.record.live_sign_off is not None:
        return str(_("The unit is signed off. Nothing changes unless the sign-off is withdrawn."))
    if actor.person_id == facts.unit.practitioner_id:
        return str(_("This is your own work. Nobody assesses their own work."))
    if actor.role is not Role.ASSESSOR or actor.person_id != facts.unit.assessor_id:
        return str(_("You can read everything here. Only the unit's assessor decides."))
    return ""
