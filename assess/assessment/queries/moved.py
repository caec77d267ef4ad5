"""What each move of a unit to a newer version did: what followed, and what was left behind."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.assessment.models import Decision, Judgement
from assess.assessment.rules import Outcome
from assess.bilingual import Bilingual
from assess.enrolment.queries import UnitView
from assess.enrolment.queries.moves import (
    MoveView,
    SuccessionView,
    list_moves,
    list_successions,
)
from assess.evidence.models import Evidence, EvidenceVersion, Mapping
from assess.people.models import Person
from assess.people.queries import name_at
from assess.standards.models import StandardText
from assess.standards.queries import CriterionView, list_criteria


@dataclass(frozen=True)
class LeftDecision:
    outcome: Outcome
    decided_at: datetime
    assessor: str
    feedback: str
    feedback_language: str
    standard_id: UUID
    """The version in whose words it was made."""


@dataclass(frozen=True)
class LeftBehind:
    """A criterion that a newer version does not have, and what was recorded on it."""

    label: str
    words: Bilingual
    evidence: tuple[str, ...]
    decisions: tuple[LeftDecision, ...]


@dataclass(frozen=True)
class Followed:
    """A criterion whose place another took, with all that was recorded on it."""

    before: str
    after: str
    reworded: bool
    reaffirmed_at: datetime | None = None
    reaffirmed_by: str | None = None
    """Of a reworded one that was met before: when it was found met in its new words."""


@dataclass(frozen=True)
class MoveRecord:
    move: MoveView
    followed: tuple[Followed, ...]
    left: tuple[LeftBehind, ...]


@dataclass(frozen=True)
class _Read:
    """What was read of a unit that was moved."""

    criteria: Sequence[CriterionView]
    """Of every version that it has been under."""

    successions: dict[UUID, tuple[SuccessionView, ...]]
    evidence: dict[UUID, list[str]]
    decisions: dict[UUID, list[LeftDecision]]
    """By criterion, the newest first."""

    def newest(self, criterion_id: UUID) -> UUID:
        """Give the criterion that has the place now; decisions follow to it."""
        later = {
            one.before_id: one.after_id for found in self.successions.values() for one in found
        }
        while criterion_id in later:
            criterion_id = later[criterion_id]
        return criterion_id


def list_move_records(session: Session, unit: UnitView) -> list[MoveRecord]:
    """Give what each move of a unit found for the actor did, the latest first."""
    moves = list_moves(session, unit.id)
    if not moves:
        return []
    standards = {move.from_standard_id for move in moves} | {unit.standard_id}
    read = _Read(
        list_criteria(session, standard_ids=standards),
        list_successions(session, unit.id),
        _evidence(session, unit.id),
        _decisions(session, unit),
    )
    before: set[UUID] = set()
    records = []
    for move in moves:
        before.add(move.from_standard_id)
        records.append(MoveRecord(move, _followed(move, read, before), _left(move, read)))
    return records[::-1]


def _followed(move: MoveView, read: _Read, before: set[UUID]) -> tuple[Followed, ...]:
    """Give what followed, in the older version's order; `before` is the versions up to it."""
    labels = {one.id: one.label for one in read.criteria}
    places = {one.id: place for place, one in enumerate(read.criteria)}
    known = [
        one
        for one in read.successions.get(move.id, ())
        if one.before_id in labels and one.after_id in labels
    ]
    found = []
    for one in sorted(known, key=lambda each: places[each.before_id]):
        again = _reaffirmed(one, read, before)
        found.append(
            Followed(
                labels[one.before_id],
                labels[one.after_id],
                one.reworded,
                again.decided_at if again else None,
                again.assessor if again else None,
            )
        )
    return tuple(found)


def _reaffirmed(one: SuccessionView, read: _Read, before: set[UUID]) -> LeftDecision | None:
    if not one.reworded:
        return None
    decisions = read.decisions.get(read.newest(one.after_id), [])
    earlier = [each for each in decisions if each.standard_id in before]
    if not earlier or earlier[0].outcome is not Outcome.MET:
        return None
    later = [each for each in decisions if each.standard_id not in before]
    return next((each for each in reversed(later) if each.outcome is Outcome.MET), None)


def _left(move: MoveView, read: _Read) -> tuple[LeftBehind, ...]:
    followed = {one.before_id for one in read.successions.get(move.id, ())}
    return tuple(
        LeftBehind(
            one.label,
            one.words,
            tuple(read.evidence.get(one.id, ())),
            tuple(read.decisions.get(one.id, ())),
        )
        for one in read.criteria
        if one.standard_id == move.from_standard_id and one.id not in followed
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
    found: dict[UUID, list[str]] = defaultdict(list)
    for criterion_id, title in rows:
        found[criterion_id].append(title)
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
            StandardText.standard_id,
        )
        .join(Judgement, Judgement.id == Decision.judgement_id)
        .join(Person, Person.id == Judgement.assessor_id)
        .join(
            StandardText,
            StandardText.id == sa.func.coalesce(Decision.text_en_id, Decision.text_cy_id),
        )
        .where(Decision.enrolment_id == unit.id)
        .order_by(Decision.decided_at.desc(), Decision.id.desc())
    )
    found: dict[UUID, list[LeftDecision]] = defaultdict(list)
    for criterion_id, *decision in rows:
        found[criterion_id].append(LeftDecision(*decision))
    return found
