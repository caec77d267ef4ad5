"""What waits for an assessor: work put forward, oldest first, and units ready to sign off."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor
from assess.assessment.models import Decision, SignOff, Submission, SubmittedCriterion
from assess.assessment.queries.states import is_undecided, stands
from assess.assessment.rules import Outcome
from assess.bilingual import Bilingual
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.people.models import Person
from assess.standards.models import Criterion, Standard, StandardText

PAGE = 50


@dataclass(frozen=True)
class QueuedUnit:
    """A unit with criteria that wait to be decided."""

    unit_id: UUID
    practitioner: str
    urn: str
    title: Bilingual
    cohort: str
    waiting: int
    waiting_since: datetime


@dataclass(frozen=True)
class QueuePage:
    units: tuple[QueuedUnit, ...]
    number: int
    all: int
    """How many units wait altogether."""

    @property
    def pages(self) -> int:
        return max(1, -(-self.all // PAGE))


@dataclass(frozen=True)
class ReadyUnit:
    """A unit whose every criterion is met, and that is not signed off."""

    unit_id: UUID
    practitioner: str
    urn: str
    title: Bilingual


def list_queue(session: Session, actor: Actor, *, number: int = 1) -> QueuePage:
    """Give one page of the units that the actor may see with criteria waiting, oldest first."""
    waiting = (
        sa.select(
            Submission.enrolment_id,
            sa.func.count().label("waiting"),
            sa.func.min(Submission.submitted_at).label("since"),
        )
        .join(SubmittedCriterion, SubmittedCriterion.submission_id == Submission.id)
        .join(Enrolment, Enrolment.id == Submission.enrolment_id)
        .where(visible_to(actor), Submission.withdrawn_at.is_(None), is_undecided())
        .group_by(Submission.enrolment_id)
        .subquery()
    )
    units = session.scalar(sa.select(sa.func.count()).select_from(waiting)) or 0
    rows = session.execute(
        _named(Enrolment.cohort, waiting.c.waiting, waiting.c.since)
        .join(waiting, waiting.c.enrolment_id == Enrolment.id)
        .order_by(waiting.c.since, Enrolment.id)
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    )
    return QueuePage(
        tuple(
            QueuedUnit(row[0], row[1], row[2], Bilingual(row[3], row[4]), row[5], row[6], row[7])
            for row in rows
        ),
        number,
        units,
    )


def list_ready_units(session: Session, actor: Actor) -> list[ReadyUnit]:
    """Give the units that the actor may see that only need signing off, by name."""
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
    rows = session.execute(
        _named()
        .where(
            visible_to(actor),
            sa.exists().where(Criterion.standard_id == Enrolment.standard_id),
            ~sa.exists().where(Criterion.standard_id == Enrolment.standard_id, ~met),
            ~waiting,
            ~sa.exists().where(SignOff.enrolment_id == Enrolment.id, stands()),
        )
        .order_by(Person.name, Standard.urn, Enrolment.id)
    )
    return [ReadyUnit(row[0], row[1], row[2], Bilingual(row[3], row[4])) for row in rows]


def _named(*columns: sa.ColumnElement[Any] | Any) -> sa.Select[Any]:  # noqa: ANN401 (any column)
    english, welsh = _titles()
    return (
        sa.select(Enrolment.id, Person.name, Standard.urn, english.title, welsh.title, *columns)
        .select_from(Enrolment)
        .join(Person, Person.id == Enrolment.practitioner_id)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .outerjoin(english, english.id == Standard.text_en_id)
        .outerjoin(welsh, welsh.id == Standard.text_cy_id)
    )


@cache
def _titles() -> tuple[type[StandardText], type[StandardText]]:
    """Give the text in English and in Welsh; once, since an alias takes long to make."""
    return aliased(StandardText), aliased(StandardText)
