"""The facts that a criterion's state follows from, for any number of units in one statement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.assessment.models import (
    Decision,
    Judgement,
    Request,
    RequestCriterion,
    SignOff,
    SignOffWithdrawal,
    Submission,
    SubmittedCriterion,
)
from assess.assessment.rules.states import CriterionFacts, StandingDecision
from assess.db import read
from assess.enrolment.models import Enrolment
from assess.evidence.models import Mapping
from assess.people.models import Person
from assess.standards.models import Criterion


@dataclass(frozen=True)
class LiveSignOff:
    """A sign-off that stands."""

    id: UUID
    unit_id: UUID
    signed_at: datetime
    sha256: str


def criterion_states(
    session: Session, unit_ids: Collection[UUID]
) -> dict[UUID, dict[UUID, CriterionFacts]]:
    """Give the facts of every criterion of some units: unit → criterion → facts, in order."""
    states: dict[UUID, dict[UUID, CriterionFacts]] = {unit_id: {} for unit_id in unit_ids}
    if not states:
        return {}
    for row in read(session, _select(), {"unit_ids": list(states)}):
        facts = _facts(row)
        states[row[0]][facts.criterion_id] = facts
    return states


def list_facts(
    session: Session, unit_ids: Collection[UUID], criterion_id: UUID
) -> dict[UUID, CriterionFacts]:
    """Give the facts of one criterion of some units that were found for the actor."""
    values = {"unit_ids": list(unit_ids), "criterion_id": criterion_id}
    return {row[0]: _facts(row) for row in read(session, _select_one(), values)}


def find_facts(session: Session, unit_id: UUID, criterion_id: UUID) -> CriterionFacts:
    """Give the facts of one criterion of a unit that was found for the actor."""
    values = {"unit_ids": [unit_id], "criterion_id": criterion_id}
    [row] = read(session, _select_one(), values)
    return _facts(row)


@cache
def _select_one() -> sa.Select[Any]:
    return _select().where(Criterion.id == sa.bindparam("criterion_id"))


def list_live_sign_offs(session: Session, unit_ids: Collection[UUID]) -> dict[UUID, LiveSignOff]:
    """Give the sign-offs that stand, by unit."""
    rows = read(session, _live_sign_offs(), {"unit_ids": list(unit_ids)})
    return {row[1]: LiveSignOff(*row) for row in rows}


@cache
def _live_sign_offs() -> sa.Select[Any]:
    return sa.select(SignOff.id, SignOff.enrolment_id, SignOff.signed_at, SignOff.sha256).where(
        SignOff.enrolment_id.in_(sa.bindparam("unit_ids", expanding=True)), stands()
    )


def stands() -> sa.ColumnElement[bool]:
    """Give the condition that a sign-off has not been withdrawn."""
    return ~sa.exists().where(SignOffWithdrawal.sign_off_id == SignOff.id)


def is_undecided() -> sa.ColumnElement[bool]:
    """Give the condition that a submitted criterion waits for its decision."""
    return ~sa.exists().where(
        Decision.submission_id == SubmittedCriterion.submission_id,
        Decision.criterion_id == SubmittedCriterion.criterion_id,
    )


@cache
def _select() -> sa.Select[Any]:
    """Give the statement. It is built once: building it takes longer than running it."""
    unit_ids: sa.BindParameter[Any] = sa.bindparam("unit_ids", expanding=True)
    mapped, asked, waiting = _mapped(unit_ids), _asked(unit_ids), _waiting(unit_ids)
    later, decided = aliased(Decision), aliased(Submission)
    newest = (
        (Decision.enrolment_id == Enrolment.id)
        & (Decision.criterion_id == Criterion.id)
        & ~sa.exists().where(later.replaces_id == Decision.id)
    )

    def same(part: sa.Subquery) -> sa.ColumnElement[bool]:
        return (part.c.enrolment_id == Enrolment.id) & (part.c.criterion_id == Criterion.id)

    return (
        sa.select(
            Enrolment.id,
            Criterion.id,
            Criterion.label,
            sa.func.coalesce(mapped.c.mapped, 0),
            sa.func.coalesce(asked.c.asked, 0),
            waiting.c.submission_id,
            waiting.c.submitted_at,
            decided.submitted_at,
            Decision.id,
            Decision.submission_id,
            Decision.outcome,
            Decision.decided_at,
            Decision.text_en_id,
            Decision.text_cy_id,
            Decision.on_working_translation,
            Judgement.assessor_id,
            Person.name,
            Judgement.feedback,
            Judgement.feedback_language,
        )
        .join(Criterion, Criterion.standard_id == Enrolment.standard_id)
        .outerjoin(mapped, same(mapped))
        .outerjoin(asked, same(asked))
        .outerjoin(waiting, same(waiting))
        .outerjoin(Decision, newest)
        .outerjoin(decided, decided.id == Decision.submission_id)
        .outerjoin(Judgement, Judgement.id == Decision.judgement_id)
        .outerjoin(Person, Person.id == Judgement.assessor_id)
        .where(Enrolment.id.in_(unit_ids))
        .order_by(Enrolment.id, Criterion.position)
    )


def _mapped(unit_ids: sa.BindParameter[Any]) -> sa.Subquery:
    return (
        sa.select(Mapping.enrolment_id, Mapping.criterion_id, sa.func.count().label("mapped"))
        .where(Mapping.enrolment_id.in_(unit_ids))
        .group_by(Mapping.enrolment_id, Mapping.criterion_id)
        .subquery()
    )


def _asked(unit_ids: sa.BindParameter[Any]) -> sa.Subquery:
    return (
        sa.select(
            Request.enrolment_id, RequestCriterion.criterion_id, sa.func.count().label("asked")
        )
        .join(RequestCriterion, RequestCriterion.request_id == Request.id)
        .where(Request.enrolment_id.in_(unit_ids), Request.answered_at.is_(None))
        .group_by(Request.enrolment_id, RequestCriterion.criterion_id)
        .subquery()
    )


def _waiting(unit_ids: sa.BindParameter[Any]) -> sa.Subquery:
    return (
        sa.select(
            Submission.enrolment_id,
            SubmittedCriterion.criterion_id,
            Submission.id.label("submission_id"),
            Submission.submitted_at,
        )
        .join(SubmittedCriterion, SubmittedCriterion.submission_id == Submission.id)
        .where(
            Submission.enrolment_id.in_(unit_ids), Submission.withdrawn_at.is_(None), is_undecided()
        )
        .subquery()
    )


def _facts(row: sa.Row[Any]) -> CriterionFacts:
    _, criterion_id, label, mapped, asked, waiting_id, waiting_since, decided_since, *decision = row
    return CriterionFacts(
        criterion_id=criterion_id,
        label=label,
        mapped=mapped,
        waiting_submission_id=waiting_id,
        submitted_at=waiting_since or decided_since,
        decision=StandingDecision(*decision) if decision[0] else None,
        open_requests=asked,
    )
