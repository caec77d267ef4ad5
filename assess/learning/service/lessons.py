from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.clocks.rules import day_in_london
from assess.db import new_id
from assess.drafts.service import drop_drafts
from assess.journal.service import record_deed
from assess.learning.models import Lesson, LessonCriterion
from assess.learning.queries.criteria import NamedCriterion, find_typed_criteria
from assess.learning.queries.people import list_own_cohorts
from assess.learning.rules import Audience, LessonState
from assess.learning.rules.lessons import (
    LessonText,
    NotReturnedError,
    NotTickedError,
    NotWriterError,
    check_cohort,
    check_text,
    is_over,
    may_write,
    state_after_publishing,
)
from assess.learning.service.telling import tell_managers
from assess.refusals import NotFoundError, StaleError

NEW = "lesson/new"
"""Where a lesson that is not published yet keeps its drafts."""


@dataclass(frozen=True)
class Published:
    """What a practitioner passes on, and to whom."""

    text: LessonText
    audience: Audience
    cohort: str
    criteria: str
    """As typed: "INSSMA11 P17, K17"."""

    has_checked: bool
    """Whether the warning about personal data was ticked."""


def place_of(lesson_id: UUID) -> str:
    return f"lesson/{lesson_id}"


def publish_lesson(
    session: Session, *, actor: Actor, published: Published, tab_id: UUID, now: datetime
) -> UUID:
    """Pass a lesson on. To all providers, a manager reads it first."""
    lesson = Lesson(
        id=new_id(),
        provider_id=actor.provider_id,
        author_id=actor.person_id,
        created_at=now,
        reason="",
    )
    found = _write(session, actor, lesson, published, now)
    session.add(lesson)
    session.flush()
    _relate(session, lesson.id, found)
    drop_drafts(session, actor=actor, place=NEW, tab_id=tab_id)
    record_deed(
        session,
        deed="publish_lesson" if lesson.state is LessonState.PUBLISHED else "offer_lesson",
        now=now,
        subject_id=lesson.id,
        actor=actor,
        facts={"audience": published.audience.value},
    )
    return lesson.id


def revise_lesson(
    session: Session,
    *,
    actor: Actor,
    lesson_id: UUID,
    published: Published,
    seen: int,
    tab_id: UUID,
    now: datetime,
) -> UUID:
    """Write anew what a manager sent back, and pass it on again. What it said before is kept."""
    lesson = _own_lesson(session, actor, lesson_id)
    if seen != lesson.version:
        raise StaleError({"title": lesson.title, "words": lesson.words})
    if lesson.state is not LessonState.RETURNED:
        raise NotReturnedError
    before = {
        "title": lesson.title,
        "words": lesson.words,
        "language": lesson.language,
        "reason": lesson.reason,
        "reason_language": lesson.reason_language,
        "returned_at": lesson.reviewed_at.isoformat() if lesson.reviewed_at else None,
    }
    found = _write(session, actor, lesson, published, now)
    lesson.earlier = [*(lesson.earlier or []), before]
    lesson.reason, lesson.reason_language = "", None
    lesson.reviewed_by_id, lesson.reviewed_at = None, None
    _relate(session, lesson.id, found)
    drop_drafts(session, actor=actor, place=place_of(lesson_id), tab_id=tab_id)
    record_deed(
        session,
        deed="revise_lesson",
        now=now,
        subject_id=lesson_id,
        actor=actor,
        facts={"audience": published.audience.value},
    )
    return lesson_id


def _write(
    session: Session, actor: Actor, lesson: Lesson, published: Published, now: datetime
) -> tuple[NamedCriterion, ...]:
    """Write what is passed on, if it may be; give the criteria that it is on."""
    if not may_write(actor.role):
        raise NotWriterError
    check_text(published.text)
    if not published.has_checked:
        raise NotTickedError
    found = find_typed_criteria(session, actor.provider_id, published.criteria)
    lesson.cohort, lesson.cohort_id = "", None
    if published.audience is Audience.COHORT:
        lasting = {
            one.name: one.id
            for one in list_own_cohorts(session, actor)
            if not is_over(one.ends_on, today=day_in_london(now))
        }
        check_cohort(published.cohort, lasting)
        lesson.cohort, lesson.cohort_id = published.cohort, lasting[published.cohort]
    lesson.title, lesson.words = published.text.title, published.text.words
    lesson.language, lesson.audience = published.text.language, published.audience
    lesson.state = state_after_publishing(published.audience)
    if lesson.state is LessonState.WAITING:
        lesson.published_at = None
        tell_managers(session, actor=actor, lesson_id=lesson.id, now=now)
    else:
        lesson.published_at = now
    return found


def _relate(session: Session, lesson_id: UUID, criteria: Sequence[NamedCriterion]) -> None:
    held = {
        row.criterion_id: row
        for row in session.scalars(
            sa.select(LessonCriterion).where(LessonCriterion.lesson_id == lesson_id)
        )
    }
    wanted = [one.id for one in criteria]
    for criterion_id, row in held.items():
        if criterion_id not in wanted:
            session.delete(row)
    session.add_all(
        LessonCriterion(id=new_id(), lesson_id=lesson_id, criterion_id=one)
        for one in wanted
        if one not in held
    )


def _own_lesson(session: Session, actor: Actor, lesson_id: UUID) -> Lesson:
    found = session.scalar(
        sa.select(Lesson)
        .where(
            Lesson.id == lesson_id,
            Lesson.author_id == actor.person_id,
            Lesson.provider_id == actor.provider_id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFoundError
    return found
