"""Lessons as their readers may see them: what went to all providers comes without its author."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.bilingual import fold
from assess.db import Folded
from assess.enrolment.models import Cohort, Enrolment
from assess.enrolment.queries import visible_to
from assess.learning.models import Lesson, LessonCriterion, LessonMark
from assess.learning.queries.criteria import NamedCriterion, criteria_of_lessons
from assess.learning.rules import Audience, LessonState
from assess.people.models import Person
from assess.people.queries import name_at
from assess.refusals import NotFoundError

MOST_OF_CRITERION = 5
"""How many the page of a criterion shows; the page of lessons has the rest."""


@dataclass(frozen=True)
class LessonChoice:
    words: str = ""
    criterion_ids: tuple[UUID, ...] | None = None
    is_own: bool = False
    """The actor's own, whatever became of them."""


@dataclass(frozen=True)
class LessonView:
    id: UUID
    title: str
    words: str
    language: str
    audience: Audience
    state: LessonState
    published_at: datetime | None
    version: int
    is_own: bool
    author: str | None
    """None to everybody who is not to know."""

    cohort: str
    """Empty to everybody who is not to know."""

    may_manage: bool
    """Of the reader's provider, and the reader is its manager."""

    useful: int
    is_marked: bool
    """By the reader."""

    reason: str
    reason_language: str | None
    withdrawn_at: datetime | None
    earlier: tuple[dict[str, Any], ...]
    criteria: tuple[NamedCriterion, ...] = ()


def readable_by(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition: what was published to the actor, and what they wrote or manage."""
    return sa.or_(
        (Lesson.state == LessonState.PUBLISHED) & _reaches(actor), _is_own(actor), _manages(actor)
    )


def list_lessons(
    session: Session, actor: Actor, choice: LessonChoice, *, limit: int, offset: int = 0
) -> list[LessonView]:
    """Give a page of lessons, the newest first, in two statements."""
    rows = session.execute(
        _lessons(actor)
        .where(*_chosen(actor, choice))
        .order_by(sa.func.coalesce(Lesson.published_at, Lesson.created_at).desc(), Lesson.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    return _views(session, actor, rows)


def count_lessons(session: Session, actor: Actor, choice: LessonChoice) -> int:
    return session.scalar(sa.select(sa.func.count(Lesson.id)).where(*_chosen(actor, choice))) or 0


def list_waiting(
    session: Session, actor: Actor, *, limit: int, offset: int = 0
) -> list[LessonView]:
    """Give what waits for a manager of the actor's provider, what waits longest first."""
    rows = session.execute(
        _lessons(actor)
        .where(_waits(actor))
        .order_by(Lesson.created_at, Lesson.id)
        .limit(limit)
        .offset(offset)
    ).all()
    return _views(session, actor, rows)


def count_waiting(session: Session, actor: Actor) -> int:
    return session.scalar(sa.select(sa.func.count(Lesson.id)).where(_waits(actor))) or 0


def find_lesson(session: Session, actor: Actor, lesson_id: UUID) -> LessonView:
    """Find a lesson that the actor may read.

    Raises:
        NotFoundError: when there is none, or it is not for them.

    """
    rows = session.execute(_lessons(actor).where(readable_by(actor), Lesson.id == lesson_id)).all()
    if not rows:
        raise NotFoundError
    return _views(session, actor, rows)[0]


def list_lessons_on(session: Session, actor: Actor, criterion_id: UUID) -> list[LessonView]:
    """Give the newest lessons on a criterion, and one more than are shown, in one statement."""
    choice = LessonChoice(criterion_ids=(criterion_id,))
    rows = session.execute(
        _lessons(actor)
        .where(*_chosen(actor, choice))
        .order_by(Lesson.published_at.desc(), Lesson.id.desc())
        .limit(MOST_OF_CRITERION + 1)
    )
    return [_view(row, ()) for row in rows]


def _is_own(actor: Actor) -> sa.ColumnElement[bool]:
    return (Lesson.author_id == actor.person_id) & (Lesson.provider_id == actor.provider_id)


def _manages(actor: Actor) -> sa.ColumnElement[bool]:
    if actor.role is not Role.MANAGER:
        return sa.false()
    return Lesson.provider_id == actor.provider_id


def _waits(actor: Actor) -> sa.ColumnElement[bool]:
    return _manages(actor) & (Lesson.state == LessonState.WAITING)


def _reaches(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition that the actor is among those whom a lesson was published to."""
    of_cohort = sa.exists().where(visible_to(actor), Enrolment.cohort == _cohort_name())
    here = Lesson.provider_id == actor.provider_id
    return sa.or_(
        Lesson.audience == Audience.EVERYONE,
        here & (Lesson.audience == Audience.PROVIDER),
        here & (Lesson.audience == Audience.COHORT) & of_cohort,
    )


def _cohort_name() -> sa.ColumnElement[str]:
    """Give the name that the cohort of a lesson goes by now."""
    now = sa.select(Cohort.name).where(Cohort.id == Lesson.cohort_id).correlate(Lesson)
    return sa.func.coalesce(now.scalar_subquery(), Lesson.cohort)


def _lessons(actor: Actor) -> sa.Select[Any]:
    """Give the columns of a view. Who wrote it never leaves the database for those not to know."""
    here = Lesson.provider_id == actor.provider_id
    knows_more = sa.or_(_is_own(actor), _manages(actor))
    is_named = sa.or_(here & (Lesson.audience != Audience.EVERYONE), knows_more)
    author = sa.select(name_at(Lesson.provider_id, Person)).where(Person.id == Lesson.author_id)
    marks = sa.select(sa.func.count()).where(LessonMark.lesson_id == Lesson.id)
    marked = sa.exists().where(
        LessonMark.lesson_id == Lesson.id, LessonMark.person_id == actor.person_id
    )
    return sa.select(
        Lesson.id,
        Lesson.title,
        Lesson.words,
        Lesson.language,
        Lesson.audience,
        Lesson.state,
        Lesson.published_at,
        Lesson.version,
        _is_own(actor),
        sa.case((is_named, author.correlate(Lesson).scalar_subquery()), else_=None),
        sa.case((is_named, _cohort_name()), else_=""),
        _manages(actor),
        marks.correlate(Lesson).scalar_subquery(),
        marked,
        sa.case((knows_more, Lesson.reason), else_=""),
        sa.case((knows_more, Lesson.reason_language), else_=None),
        Lesson.withdrawn_at,
        Lesson.earlier,
        knows_more,
    )


def _views(session: Session, actor: Actor, rows: Any) -> list[LessonView]:  # noqa: ANN401 (rows)
    criteria = criteria_of_lessons(session, actor.provider_id, [row[0] for row in rows])
    return [_view(row, tuple(criteria.get(row[0], ()))) for row in rows]


def _view(row: sa.Row[Any], criteria: tuple[NamedCriterion, ...]) -> LessonView:
    *shown, earlier, knows_more = row
    values: list[Any] = [*shown, tuple(earlier or ()) if knows_more else (), criteria]
    return LessonView(*values)


def _chosen(actor: Actor, choice: LessonChoice) -> Iterator[sa.ColumnElement[bool]]:
    if choice.is_own:
        yield _is_own(actor)
    else:
        yield Lesson.state == LessonState.PUBLISHED
        yield sa.or_(_reaches(actor), _is_own(actor), _manages(actor))
    if choice.criterion_ids is not None:
        yield sa.exists().where(
            LessonCriterion.lesson_id == Lesson.id,
            LessonCriterion.criterion_id.in_(choice.criterion_ids),
        )
    for word in fold(choice.words).split():
        yield sa.or_(
            Folded(Lesson.title).contains(word, autoescape=True),
            Folded(Lesson.words).contains(word, autoescape=True),
        )
