"""What waits for an assessor: work put forward and answers, oldest first, and units to sign off."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor, Role
from assess.assessment.models import (
    Decision,
    RequestCriterion,
    SignOff,
    Submission,
    SubmittedCriterion,
)
from assess.assessment.queries.states import is_undecided, stands
from assess.assessment.rules import Outcome
from assess.clocks.models import Clock
from assess.clocks.rules import end_of_week
from assess.db import read
from assess.enrolment.models import Enrolment
from assess.people.models import Person
from assess.standards.models import Criterion, Standard

PAGE = 25


class Show(StrEnum):
    """Which of the things that wait a page of the queue shows."""

    ALL = "all"
    LATE = "late"
    THIS_WEEK = "this-week"


@dataclass(frozen=True)
class QueuedClock:
    """A submission or an answer that waits for the assessor."""

    stage: str
    subject_id: UUID
    unit_id: UUID
    practitioner: str
    urn: str
    cohort: str
    started_at: datetime
    due_on: date
    criteria: int
    """Of a submission, how many are not decided; of an answer, how many it is about."""


@dataclass(frozen=True)
class QueuePage:
    waiting: tuple[QueuedClock, ...]
    number: int
    shown: Show
    counts: dict[Show, int]
    """How many things wait altogether, by what is shown."""

    @property
    def pages(self) -> int:
        return max(1, -(-self.counts[self.shown] // PAGE))


@dataclass(frozen=True)
class ReadyUnit:
    """A unit whose every criterion is met, and that is not signed off."""

    unit_id: UUID
    practitioner: str
    urn: str


def list_queue(
    session: Session, actor: Actor, *, today: date, show: Show = Show.ALL, number: int = 1
) -> QueuePage:
    """Give one page of what waits for an assessor, the oldest first."""
    values: dict[str, Any] = {
        "provider": actor.provider_id,
        "person": actor.person_id,
        "today": today,
        "sunday": end_of_week(today),
    }
    [counts] = read(session, _counted(), values)
    place = {"limit": PAGE, "offset": (number - 1) * PAGE}
    return QueuePage(
        tuple(QueuedClock(*row) for row in read(session, _queued(show), values | place)),
        number,
        show,
        {one: count or 0 for one, count in zip(Show, counts, strict=True)},
    )


def _is_shown(show: Show) -> sa.ColumnElement[bool]:
    return {
        Show.ALL: sa.true(),
        Show.LATE: Clock.due_on < sa.bindparam("today", type_=sa.Date()),
        Show.THIS_WEEK: Clock.due_on <= sa.bindparam("sunday", type_=sa.Date()),
    }[show]


def _assessed_by() -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Enrolment.provider_id == sa.bindparam("provider"),
        Enrolment.assessor_id == sa.bindparam("person"),
    )


def _waits(select: sa.Select[Any]) -> sa.Select[Any]:
    """Leave the clocks of the assessor's own units: by the unit, or everybody's would be read."""
    return select.where(
        Clock.enrolment_id.in_(sa.select(Enrolment.id).where(*_assessed_by())),
        Clock.waits_for == Role.ASSESSOR,
        Clock.stopped_at.is_(None),
    )


@cache
def _counted() -> sa.Select[Any]:
    return _waits(
        sa.select(
            *(sa.func.sum(sa.case((_is_shown(show), 1), else_=0)) for show in Show)
        ).select_from(Clock)
    )


@cache
def _queued(show: Show) -> sa.Select[Any]:
    """Give the statement: the page is chosen first, and only its lines are counted and named."""
    page = (
        _waits(sa.select(Clock.id))
        .where(_is_shown(show))
        .order_by(Clock.started_at, Clock.id)
        .limit(sa.bindparam("limit", type_=sa.Integer()))
        .offset(sa.bindparam("offset", type_=sa.Integer()))
        .subquery()
    )
    undecided = (
        sa.select(sa.func.count())
        .where(SubmittedCriterion.submission_id == Clock.subject_id, is_undecided())
        .correlate(Clock)
        .scalar_subquery()
    )
    asked = (
        sa.select(sa.func.count())
        .where(RequestCriterion.request_id == Clock.subject_id)
        .correlate(Clock)
        .scalar_subquery()
    )
    return (
        sa.select(
            Clock.stage,
            Clock.subject_id,
            Clock.enrolment_id,
            Person.name,
            Standard.urn,
            Enrolment.cohort,
            Clock.started_at,
            Clock.due_on,
            sa.case((Clock.stage == "submitted", undecided), else_=asked),
        )
        .join(page, page.c.id == Clock.id)
        .join(Enrolment, Enrolment.id == Clock.enrolment_id)
        .join(Person, Person.id == Enrolment.practitioner_id)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .order_by(Clock.started_at, Clock.id)
    )


def list_ready_units(session: Session, actor: Actor, *, limit: int = 1000) -> list[ReadyUnit]:
    """Give the units of an assessor that only need signing off, by name."""
    rows = read(
        session,
        _ready(),
        {"provider": actor.provider_id, "person": actor.person_id, "limit": limit},
    )
    return [ReadyUnit(*row) for row in rows]


@cache
def _ready() -> sa.Select[Any]:
    later = aliased(Decision)
    # Correlated by name: it stands two statements deep, and reaches out past the first.
    met = (
        sa.exists()
        .where(
            Decision.enrolment_id == Enrolment.id,
            Decision.criterion_id == Criterion.id,
            Decision.outcome == Outcome.MET,
            ~sa.exists().where(later.replaces_id == Decision.id),
        )
        .correlate(Enrolment, Criterion)
    )
    waiting = sa.exists().where(
        Submission.enrolment_id == Enrolment.id,
        Submission.withdrawn_at.is_(None),
        SubmittedCriterion.submission_id == Submission.id,
        is_undecided(),
    )
    return (
        sa.select(Enrolment.id, Person.name, Standard.urn)
        .join(Person, Person.id == Enrolment.practitioner_id)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .where(
            *_assessed_by(),
            sa.exists().where(Criterion.standard_id == Enrolment.standard_id),
            ~sa.exists().where(Criterion.standard_id == Enrolment.standard_id, ~met),
            ~waiting,
            ~sa.exists().where(SignOff.enrolment_id == Enrolment.id, stands()),
        )
        .order_by(Person.name, Standard.urn, Enrolment.id)
        .limit(sa.bindparam("limit", type_=sa.Integer()))
    )
