"""Which clocks an assessor's or practitioner's deed stops."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import Request, RequestCriterion, ReturnedCriterion
from assess.assessment.rules import CriterionState
from assess.assessment.rules.states import CriterionFacts
from assess.assessment.service.units import LockedUnit
from assess.clocks.queries import list_running_clocks
from assess.clocks.service import stop_clocks


def stop_when_decided(
    session: Session,
    *,
    actor: Actor,
    unit: LockedUnit,
    criteria: Iterable[CriterionFacts],
    now: datetime,
) -> None:
    """Stop the clocks of submissions of which nothing is left to decide."""
    decided = {facts.criterion_id for facts in criteria}
    left = {
        facts.waiting_submission_id
        for facts in unit.criteria.values()
        if facts.criterion_id not in decided
    }
    done = {
        facts.waiting_submission_id
        for facts in unit.criteria.values()
        if facts.waiting_submission_id and facts.waiting_submission_id not in left
    }
    if done:
        stop_clocks(
            session,
            enrolment_id=unit.view.id,
            now=now,
            actor=actor,
            stage="submitted",
            subject_ids=[one for one in done if one is not None],
        )


def stop_when_taken_up(
    session: Session, *, actor: Actor, unit_id: UUID, criterion_ids: Collection[UUID], now: datetime
) -> None:
    """Stop the clocks of answers about some criteria: the assessor has gone on from them."""
    about = sa.select(RequestCriterion.request_id).join(
        Request, Request.id == RequestCriterion.request_id
    )
    answers = session.scalars(
        about.where(
            Request.enrolment_id == unit_id,
            Request.answered_at.is_not(None),
            RequestCriterion.criterion_id.in_(criterion_ids),
        ).distinct()
    ).all()
    if answers:
        stop_clocks(
            session,
            enrolment_id=unit_id,
            now=now,
            actor=actor,
            stage="answered",
            subject_ids=answers,
        )


def stop_when_redone(
    session: Session,
    *,
    actor: Actor,
    unit: LockedUnit,
    redone: Collection[UUID],
    now: datetime,
) -> None:
    """Stop the clocks of returns of which nothing is left to be put forward again."""
    running = [
        clock.subject_id
        for clock in list_running_clocks(session, [unit.view.id])
        if clock.stage == "returned"
    ]
    if not running:
        return
    left = {
        facts.criterion_id
        for facts in unit.criteria.values()
        if facts.state is CriterionState.NOT_YET_MET and facts.criterion_id not in redone
    }
    waiting = set(
        session.scalars(
            sa.select(ReturnedCriterion.return_id).where(
                ReturnedCriterion.return_id.in_(running), ReturnedCriterion.criterion_id.in_(left)
            )
        )
    )
    if done := set(running) - waiting:
        stop_clocks(
            session,
            enrolment_id=unit.view.id,
            now=now,
            actor=actor,
            stage="returned",
            subject_ids=done,
        )
