"""Who has done what is required of them: names and days, never what they wrote."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.bilingual import Bilingual
from assess.cpd.models import CpdActivity
from assess.learning.models import LearningEntry, RequiredLearning
from assess.learning.queries.required import RequiredView
from assess.people.models import Person, RoleHolding
from assess.people.queries import name_at


@dataclass(frozen=True)
class RequiredOfMe:
    entry_id: UUID
    title: Bilingual
    since: datetime
    done_on: date | None
    """The first day on which it was done; None while it is not."""


@dataclass(frozen=True)
class RequiredLine:
    id: UUID
    entry_id: UUID
    title: Bilingual
    role: Role
    since: datetime
    holders: int
    done: int


@dataclass(frozen=True)
class Holder:
    person_id: UUID
    name: str
    done_on: date | None


def list_required_of_me(session: Session, actor: Actor) -> list[RequiredOfMe]:
    """Give what is required of the actor's role here, what is not done first."""
    done_on = _done_on(actor.provider_id, actor.person_id)
    rows = session.execute(
        sa.select(
            LearningEntry.id,
            LearningEntry.title_en,
            LearningEntry.title_cy,
            RequiredLearning.created_at,
            done_on,
        )
        .join(LearningEntry, LearningEntry.id == RequiredLearning.entry_id)
        .where(_stands(actor), RequiredLearning.role == actor.role)
        .order_by(done_on.is_not(None), RequiredLearning.created_at, RequiredLearning.id)
    )
    return [RequiredOfMe(row[0], _both(row[1], row[2]), row[3], row[4]) for row in rows]


def list_required_lines(session: Session, actor: Actor) -> list[RequiredLine]:
    """Give all that the actor's provider requires, with how many have done it."""
    holds = _holds(actor.provider_id)
    holders = sa.select(sa.func.count(RoleHolding.id)).where(*holds)
    done = holders.where(_done_on(actor.provider_id, RoleHolding.person_id).is_not(None))
    rows = session.execute(
        sa.select(
            RequiredLearning.id,
            LearningEntry.id,
            LearningEntry.title_en,
            LearningEntry.title_cy,
            RequiredLearning.role,
            RequiredLearning.created_at,
            holders.correlate(RequiredLearning).scalar_subquery(),
            done.correlate(RequiredLearning).scalar_subquery(),
        )
        .join(LearningEntry, LearningEntry.id == RequiredLearning.entry_id)
        .where(_stands(actor))
        .order_by(RequiredLearning.created_at.desc(), RequiredLearning.id)
    )
    return [RequiredLine(row[0], row[1], _both(row[2], row[3]), *row[4:8]) for row in rows]


def list_holders(
    session: Session,
    actor: Actor,
    required: RequiredView,
    *,
    is_done: bool | None = None,
    limit: int,
    offset: int = 0,
) -> list[Holder]:
    """Give those of whom it is required, by name, and when each first did it."""
    name, done_on = name_at(actor.provider_id, Person), _done_on_of(actor, required)
    rows = session.execute(
        sa.select(Person.id, name, done_on)
        .where(*_asked(actor, required, is_done=is_done))
        .order_by(sa.func.lower(name), Person.id)
        .limit(limit)
        .offset(offset)
    )
    return [Holder(*row) for row in rows]


def count_holders(
    session: Session, actor: Actor, required: RequiredView, *, is_done: bool | None = None
) -> int:
    count = sa.select(sa.func.count(Person.id)).where(*_asked(actor, required, is_done=is_done))
    return session.scalar(count) or 0


def _asked(
    actor: Actor, required: RequiredView, *, is_done: bool | None
) -> list[sa.ColumnElement[bool]]:
    holds = sa.exists().where(
        RoleHolding.person_id == Person.id,
        RoleHolding.provider_id == actor.provider_id,
        RoleHolding.role == required.role,
        RoleHolding.ended_at.is_(None),
    )
    if is_done is None:
        return [holds]
    done_on = _done_on_of(actor, required)
    return [holds, done_on.is_not(None) if is_done else done_on.is_(None)]


def _stands(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.and_(
        RequiredLearning.provider_id == actor.provider_id,
        RequiredLearning.ended_at.is_(None),
        LearningEntry.retired_at.is_(None),
    )


def _holds(provider_id: UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        RoleHolding.provider_id == provider_id,
        RoleHolding.role == RequiredLearning.role,
        RoleHolding.ended_at.is_(None),
    )


def _done_on(provider_id: UUID, person_id: Any) -> Any:  # noqa: ANN401 (an id or a column; a subquery)
    """Give the first day on which somebody did the entry that is required."""
    select = _first_day(provider_id, person_id).where(
        CpdActivity.entry_id == RequiredLearning.entry_id
    )
    return select.correlate(RequiredLearning, RoleHolding).scalar_subquery()


def _done_on_of(actor: Actor, required: RequiredView) -> Any:  # noqa: ANN401 (a subquery)
    select = _first_day(actor.provider_id, Person.id).where(
        CpdActivity.entry_id == required.entry_id
    )
    return select.correlate(Person).scalar_subquery()


def _first_day(provider_id: UUID, person_id: Any) -> sa.Select[Any]:  # noqa: ANN401 (an id or a column)
    return sa.select(sa.func.min(CpdActivity.done_on)).where(
        CpdActivity.provider_id == provider_id,
        CpdActivity.person_id == person_id,
        CpdActivity.removed_at.is_(None),
    )


def _both(en: str, cy: str) -> Bilingual:
    return Bilingual(en or None, cy or None)
