"""How long a provider's people wait for each other: fixed reads, whatever their number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.clocks.models import Clock
from assess.clocks.queries import receiver_id
from assess.enrolment.models import Enrolment
from assess.people.models import Person
from assess.people.queries import name_at
from assess.people.queries.settings import find_provider_terms

LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True)
class WaitingNow:
    stage: str
    waits_for: Role
    person_id: UUID | None
    count: int
    late: int


@dataclass(frozen=True)
class TakenDays:
    """How many hand-overs of a stage somebody acted on within so many working days."""

    stage: str
    waits_for: Role
    person_id: UUID | None
    working_days: int
    count: int


@dataclass(frozen=True)
class TakenOn:
    """How many hand-overs that did not wait for practitioners ended on a day, by their length."""

    stopped_on: date
    working_days: int
    count: int


@dataclass(frozen=True)
class Turnaround:
    promised_days: int
    waiting: tuple[WaitingNow, ...]
    taken: tuple[TakenDays, ...]
    by_day: tuple[TakenOn, ...]
    names: dict[UUID, str]


def load_turnaround(session: Session, actor: Actor, *, today: date) -> Turnaround:
    """Read what waits at the actor's provider now, and how long the last 90 days' took."""
    waiting = tuple(WaitingNow(*row) for row in session.execute(_waiting(actor, today)))
    since = today - LOOKED_BACK
    taken = tuple(TakenDays(*row) for row in session.execute(_taken(actor, since)))
    return Turnaround(
        promised_days=find_provider_terms(session, actor.provider_id).turnaround_days,
        waiting=waiting,
        taken=taken,
        by_day=tuple(TakenOn(*row) for row in session.execute(_by_day(actor, since))),
        names=_names(
            session, actor, {one.person_id for one in waiting} | {one.person_id for one in taken}
        ),
    )


def _waiting(actor: Actor, today: date) -> sa.Select[Any]:
    person_id = sa.case(
        (Clock.waits_for == Role.PRACTITIONER, sa.null()), else_=receiver_id()
    ).label("receiver_id")
    return (
        sa.select(
            Clock.stage,
            Clock.waits_for,
            person_id,
            sa.func.count(),
            sa.func.sum(sa.case((Clock.due_on < today, 1), else_=0)),
        )
        .join(Enrolment, Enrolment.id == Clock.enrolment_id)
        .where(Clock.provider_id == actor.provider_id, Clock.stopped_on.is_(None))
        .group_by(Clock.stage, Clock.waits_for, sa.literal_column("receiver_id"))
    )


def _taken(actor: Actor, since: date) -> sa.Select[Any]:
    person_id = sa.case(
        (Clock.waits_for == Role.PRACTITIONER, sa.null()), else_=Clock.person_id
    ).label("acted_id")
    return (
        sa.select(Clock.stage, Clock.waits_for, person_id, Clock.working_days, sa.func.count())
        .where(*_acted_on(actor, since))
        .group_by(Clock.stage, Clock.waits_for, sa.literal_column("acted_id"), Clock.working_days)
    )


def _by_day(actor: Actor, since: date) -> sa.Select[Any]:
    return (
        sa.select(Clock.stopped_on, Clock.working_days, sa.func.count())
        .where(*_acted_on(actor, since), Clock.waits_for != Role.PRACTITIONER)
        .group_by(Clock.stopped_on, Clock.working_days)
    )


def _acted_on(actor: Actor, since: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Clock.provider_id == actor.provider_id,
        Clock.stopped_on > since,
        Clock.person_id.is_not(None),
    )


def _names(session: Session, actor: Actor, person_ids: Collection[UUID | None]) -> dict[UUID, str]:
    rows = session.execute(
        sa.select(Person.id, name_at(actor.provider_id, Person)).where(Person.id.in_(person_ids))
    )
    return {row[0]: row[1] for row in rows}
