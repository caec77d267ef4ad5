"""Units under older versions of a standard, and what a newer version left behind of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import Decision, Judgement
from assess.assessment.queries.states import list_live_sign_offs
from assess.assessment.rules import Outcome
from assess.bilingual import Bilingual
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import UnitView, visible_to
from assess.enrolment.queries.moves import MoveView, list_moves, list_successions
from assess.evidence.models import Evidence, EvidenceVersion, Mapping
from assess.people.models import Person
from assess.people.queries import name_at
from assess.standards.models import Standard
from assess.standards.queries import CriterionView, EditionView, list_criteria
from assess.standards.rules.comparing import is_newer

SHOWN = 200


@dataclass(frozen=True)
class MovableUnit:
    id: UUID
    practitioner: str
    edition: str
    cohort: str
    is_signed_off: bool


@dataclass(frozen=True)
class LeftDecision:
    outcome: Outcome
    decided_at: datetime
    assessor: str
    feedback: str
    feedback_language: str


@dataclass(frozen=True)
class LeftBehind:
    """A criterion that a newer version does not have, and what was recorded on it."""

    label: str
    words: Bilingual
    evidence: tuple[str, ...]
    decisions: tuple[LeftDecision, ...]


@dataclass(frozen=True)
class MoveRecord:
    move: MoveView
    labels: tuple[tuple[str, str], ...]
    """The labels of each criterion before and after."""

    left: tuple[LeftBehind, ...]


def list_movable_units(
    session: Session, actor: Actor, *, urn: str, target: EditionView
) -> tuple[list[MovableUnit], int]:
    """Give the first units under older versions that the actor may see, and how many there are."""
    editions = session.scalars(sa.select(Standard.edition).where(Standard.urn == urn).distinct())
    older = [one for one in editions if is_newer(target.edition, one)]
    chosen = (visible_to(actor), Standard.urn == urn, Standard.edition.in_(older))
    name = name_at(Enrolment.provider_id, Person)
    units = (
        sa.select(Enrolment.id, name, Standard.edition, Enrolment.cohort)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .join(Person, Person.id == Enrolment.practitioner_id)
        .where(*chosen)
    )
    count = session.scalar(sa.select(sa.func.count()).select_from(units.subquery())) or 0
    rows = session.execute(units.order_by(name, Enrolment.id).limit(SHOWN)).all()
    signed = list_live_sign_offs(session, [row[0] for row in rows])
    return [
        MovableUnit(row[0], row[1], row[2], row[3], is_signed_off=row[0] in signed) for row in rows
    ], count


def list_move_records(session: Session, unit: UnitView) -> list[MoveRecord]:
    """Give what each move of a unit found for the actor did, the latest first."""
    moves = list_moves(session, unit.id)
    if not moves:
        return []
    standards = {move.from_standard_id for move in moves} | {unit.standard_id}
    criteria = list_criteria(session, standard_ids=standards)
    labels = {one.id: one.label for one in criteria}
    successions = list_successions(session, unit.id)
    evidence, decisions = _evidence(session, unit.id), _decisions(session, unit)
    return [
        MoveRecord(
            move,
            tuple(
                (one.label, labels[successions[move.id][one.id]])
                for one in criteria
                if successions.get(move.id, {}).get(one.id) in labels
            ),
            _left(move, criteria, successions.get(move.id, {}), evidence, decisions),
        )
        for move in reversed(moves)
    ]


def _left(
    move: MoveView,
    criteria: Sequence[CriterionView],
    succession: dict[UUID, UUID],
    evidence: dict[UUID, list[str]],
    decisions: dict[UUID, list[LeftDecision]],
) -> tuple[LeftBehind, ...]:
    return tuple(
        LeftBehind(
            one.label,
            one.words,
            tuple(evidence.get(one.id, ())),
            tuple(decisions.get(one.id, ())),
        )
        for one in criteria
        if one.standard_id == move.from_standard_id and one.id not in succession
    )


def _evidence(session: Session, unit_id: UUID) -> dict[UUID, list[str]]:
    rows = session.execute(
        sa.select(Mapping.criterion_id, EvidenceVersion.title)
        .join(Evidence, Evidence.id == Mapping.evidence_id)
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id)
            & (EvidenceVersion.number == Evidence.newest),
        )
        .where(Mapping.enrolment_id == unit_id)
        .order_by(Evidence.created_at, Evidence.id)
    )
    found: dict[UUID, list[str]] = {}
    for criterion_id, title in rows:
        found.setdefault(criterion_id, []).append(title)
    return found


def _decisions(session: Session, unit: UnitView) -> dict[UUID, list[LeftDecision]]:
    rows = session.execute(
        sa.select(
            Decision.criterion_id,
            Decision.outcome,
            Decision.decided_at,
            name_at(unit.provider_id, Person),
            Judgement.feedback,
            Judgement.feedback_language,
        )
        .join(Judgement, Judgement.id == Decision.judgement_id)
        .join(Person, Person.id == Judgement.assessor_id)
        .where(Decision.enrolment_id == unit.id)
        .order_by(Decision.decided_at.desc(), Decision.id.desc())
    )
    found: dict[UUID, list[LeftDecision]] = {}
    for criterion_id, *decision in rows:
        found.setdefault(criterion_id, []).append(LeftDecision(*decision))
    return found
