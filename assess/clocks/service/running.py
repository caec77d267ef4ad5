"""Starts and stops clocks, inside the transaction of the deed that hands over or acts."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.clocks.models import Clock
from assess.clocks.rules import STAGES, day_in_london, working_day_after, working_days_between
from assess.enrolment.models import Enrolment
from assess.people.queries.settings import find_provider_terms


def start_clock(
    session: Session,
    *,
    enrolment_id: UUID,
    stage: str,
    subject_id: UUID,
    now: datetime,
    due_on: date | None = None,
) -> date:
    """Start the clock of a hand-over; give the promised day.

    It is `due_on` where somebody named a day, and otherwise what the provider promises.
    """
    provider_id = session.scalars(
        sa.select(Enrolment.provider_id).where(Enrolment.id == enrolment_id)
    ).one()
    if due_on is None:
        promised = find_provider_terms(session, provider_id).turnaround_days
        due_on = working_day_after(day_in_london(now), promised)
    session.add(
        Clock(
            provider_id=provider_id,
            enrolment_id=enrolment_id,
            stage=stage,
            subject_id=subject_id,
            waits_for=STAGES[stage].waits_for,
            started_at=now,
            due_on=due_on,
        )
    )
    return due_on


def stop_clocks(
    session: Session,
    *,
    enrolment_id: UUID,
    now: datetime,
    actor: Actor | None,
    stage: str | None = None,
    subject_ids: Collection[UUID] | None = None,
) -> None:
    """Stop clocks of a unit that run: those of a stage, those of some hand-overs, or all.

    A clock that waited for another role than the actor's, or that nobody stops, ends without
    an answer: it counts for nobody's turnaround.
    """
    running = sa.select(Clock).where(Clock.enrolment_id == enrolment_id, Clock.stopped_at.is_(None))
    if stage is not None:
        running = running.where(Clock.stage == stage)
    if subject_ids is not None:
        running = running.where(Clock.subject_id.in_(subject_ids))
    today = day_in_london(now)
    for clock in session.scalars(running):
        clock.stopped_at, clock.stopped_on = now, today
        clock.working_days = working_days_between(day_in_london(clock.started_at), today)
        if actor is not None and actor.role is clock.waits_for:
            clock.person_id = actor.person_id
