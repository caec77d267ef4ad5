"""The page of one criterion of a unit: the words, and all that was offered, said and decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from assess.assessment.rules.kinds import CriterionState, Outcome
from assess.assessment.rules.states import CriterionFacts
from assess.evidence.rules.kinds import EvidenceKind
from assess.evidence.rules.locators import Locator, show_locator
from assess.overview.pages.gap_list import STATE_NAMES
from assess.standards.rules.crosswalk import Place, Strength

if TYPE_CHECKING:
    from assess.assessment.queries import CriterionRecord, RequestView
    from assess.bilingual import Bilingual
    from assess.enrolment.queries import UnitView
    from assess.evidence.queries import CounterpartView, PieceHead
    from assess.reflection.queries import ReflectionView
    from assess.standards.queries import CriterionOutline


@dataclass(frozen=True)
class MappedPiece:
    evidence_id: UUID
    title: str
    language: str
    kind: EvidenceKind
    locator: Locator
    place: str
    awaits_confirmation: bool


@dataclass(frozen=True)
class DecisionLine:
    outcome: Outcome
    assessor: str
    decided_at: datetime
    feedback: str
    feedback_language: str
    stands: bool
    on_working_translation: bool
    together_with: tuple[str, ...]
    """The other criteria that the same judgement decided."""


@dataclass(frozen=True)
class AlikeLine:
    """A criterion of another standard that the same evidence may show."""

    place: Place
    same_in_welsh: bool
    why: "Bilingual"
    unit_id: UUID | None
    criterion_id: UUID
    not_offered: tuple[MappedPiece, ...]
    """What is mapped here and not there; it is for the practitioner to say that it shows both."""


@dataclass(frozen=True)
class CriterionPage:
    unit: "UnitView"
    criterion: "CriterionOutline"
    note: "Bilingual"
    state: CriterionState
    state_name: str
    submitted_at: datetime | None
    waiting_submission_id: UUID | None
    """The submission that waits for the assessor."""

    pieces: tuple[MappedPiece, ...]
    alike: tuple[AlikeLine, ...]
    reflections: tuple["ReflectionView", ...]
    requests: tuple["RequestView", ...]
    decisions: tuple[DecisionLine, ...]
    before: str | None
    after: str | None
    is_signed_off: bool


@dataclass(frozen=True)
class Offered:
    """What is mapped to the criterion, and where else it could be."""

    pieces: Sequence["PieceHead"]
    alike: Sequence["CounterpartView"]


def criterion_page(
    *,
    unit: "UnitView",
    criteria: Sequence["CriterionOutline"],
    label: str,
    note: "Bilingual",
    facts: CriterionFacts,
    offered: Offered,
    reflections: tuple["ReflectionView", ...],
    record: "CriterionRecord",
) -> CriterionPage:
    labels = [criterion.label for criterion in criteria]
    place = labels.index(label)
    criterion = criteria[place]
    mapped = tuple(_pieces(offered.pieces))
    return CriterionPage(
        unit=unit,
        criterion=criterion,
        note=note,
        state=facts.state,
        state_name=str(STATE_NAMES[facts.state]),
        submitted_at=facts.submitted_at,
        waiting_submission_id=facts.waiting_submission_id,
        pieces=mapped,
        alike=tuple(_alike(one, mapped) for one in offered.alike),
        reflections=reflections,
        requests=record.requests,
        decisions=tuple(_decisions(record)),
        before=labels[place - 1] if place else None,
        after=labels[place + 1] if place + 1 < len(labels) else None,
        is_signed_off=record.is_signed_off,
    )


def _pieces(pieces: Sequence["PieceHead"]) -> list[MappedPiece]:
    return [
        MappedPiece(
            piece.id,
            piece.title,
            piece.language,
            piece.kind,
            mapping.locator,
            show_locator(mapping.locator),
            piece.awaits_confirmation,
        )
        for piece in pieces
        for mapping in piece.mappings
    ]


def _alike(one: "CounterpartView", pieces: Sequence[MappedPiece]) -> AlikeLine:
    return AlikeLine(
        one.counterpart.place,
        one.counterpart.strength is Strength.SAME_IN_WELSH,
        one.counterpart.why,
        one.unit_id,
        one.criterion_id,
        tuple(piece for piece in pieces if piece.evidence_id not in one.evidence_ids),
    )


def _decisions(record: "CriterionRecord") -> list[DecisionLine]:
    return [
        DecisionLine(
            one.outcome,
            one.assessor,
            one.decided_at,
            one.feedback,
            one.feedback_language,
            one.stands,
            one.on_working_translation,
            record.together.get(one.judgement_id, ()),
        )
        for one in record.decisions
    ]
