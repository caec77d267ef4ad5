"""Activities as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import fold
from assess.cpd.models import CpdActivity, CpdActivityReflection
from assess.cpd.rules.cycle import ActivityFacts, Stage, stage_of
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.db import Folded

SEARCHED = (
    CpdActivity.title,
    CpdActivity.given_by,
    CpdActivity.learned,
    CpdActivity.applied,
    CpdActivity.impact,
    CpdActivity.impact_on,
    CpdActivity.next_step,
)


@dataclass(frozen=True)
class ActivityChoice:
    """What a list is narrowed to."""

    year: int | None = None
    """A calendar year that it took place in, or partly."""

    kind: ActivityKind | None = None
    is_done: bool | None = None
    words: str = ""
    is_removed: bool = False


EVERY_ACTIVITY = ActivityChoice()


@dataclass(frozen=True)
class ActivityLine:
    id: UUID
    title: str
    language: str
    kind: ActivityKind
    starts_on: date
    ends_on: date
    done_on: date | None
    is_planned: bool
    hundredths: int | None
    unit: CpdUnit | None
    need_id: UUID | None
    version: int
    created_at: datetime
    has_learned: bool
    has_applied: bool
    has_reflection: bool

    @property
    def facts(self) -> ActivityFacts:
        return ActivityFacts(
            ends_on=self.ends_on,
            done_on=self.done_on,
            has_learned=self.has_learned,
            has_reflection=self.has_reflection,
            has_applied=self.has_applied,
        )

    @property
    def stage(self) -> Stage:
        return stage_of(self.facts)


def is_own(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition that leaves the actor's own activities at this provider."""
    return (CpdActivity.person_id == actor.person_id) & (
        CpdActivity.provider_id == actor.provider_id
    )


def list_activities(
    session: Session,
    actor: Actor,
    choice: ActivityChoice = EVERY_ACTIVITY,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[ActivityLine]:
    """Give the actor's activities, the newest first, in one statement."""
    reflected = sa.exists().where(CpdActivityReflection.activity_id == CpdActivity.id)
    rows = session.execute(
        sa.select(
            CpdActivity.id,
            CpdActivity.title,
            CpdActivity.language,
            CpdActivity.kind,
            CpdActivity.starts_on,
            CpdActivity.ends_on,
            CpdActivity.done_on,
            CpdActivity.is_planned,
            CpdActivity.hundredths,
            CpdActivity.unit,
            CpdActivity.need_id,
            CpdActivity.version,
            CpdActivity.created_at,
            CpdActivity.learned != "",
            CpdActivity.applied != "",
            reflected,
        )
        .where(*chosen(actor, choice))
        .order_by(CpdActivity.starts_on.desc(), CpdActivity.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [ActivityLine(*row) for row in rows]


def count_activities(session: Session, actor: Actor, choice: ActivityChoice) -> int:
    count = sa.select(sa.func.count(CpdActivity.id)).where(*chosen(actor, choice))
    return session.scalar(count) or 0


def list_years(session: Session, actor: Actor) -> list[int]:
    """Give the calendar years from the first activity to the last one, the newest first."""
    first, last = session.execute(
        sa.select(sa.func.min(CpdActivity.starts_on), sa.func.max(CpdActivity.ends_on)).where(
            is_own(actor)
        )
    ).one()
    return list(range(last.year, first.year - 1, -1)) if first else []


def chosen(actor: Actor, choice: ActivityChoice) -> Iterable[sa.ColumnElement[bool]]:
    yield is_own(actor)
    yield (
        CpdActivity.removed_at.is_not(None)
        if choice.is_removed
        else (CpdActivity.removed_at.is_(None))
    )
    if choice.year is not None:
        yield CpdActivity.starts_on <= date(choice.year, 12, 31)
        yield CpdActivity.ends_on >= date(choice.year, 1, 1)
    if choice.kind is not None:
        yield CpdActivity.kind == choice.kind
    if choice.is_done is not None:
        yield CpdActivity.done_on.is_not(None) if choice.is_done else CpdActivity.done_on.is_(None)
    if choice.words:
        said = fold(choice.words)
        yield sa.or_(*(Folded(column).contains(said, autoescape=True) for column in SEARCHED))
