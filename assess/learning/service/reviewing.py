"""What becomes of a lesson after it was written. Nothing of it is ever deleted."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.db import new_id
from assess.journal.service import record_deed
from assess.learning.models import Lesson, LessonMark
from assess.learning.queries.lessons import find_lesson
from assess.learning.rules import LessonState
from assess.learning.rules.lessons import (
    OwnLessonError,
    check_reason,
    check_review,
    check_withdrawal,
)
from assess.learning.service.telling import tell_author
from assess.refusals import NotFoundError, StaleError


@dataclass(frozen=True)
class Reason:
    words: str = ""
    language: str = "en"


def approve_lesson(
    session: Session, *, actor: Actor, lesson_id: UUID, seen: int, now: datetime
) -> UUID:
    """Let a lesson go to all providers, as it was read."""
    lesson = _reviewed(session, actor, lesson_id, seen)
    lesson.state, lesson.published_at = LessonState.PUBLISHED, now
    lesson.reviewed_by_id, lesson.reviewed_at = actor.person_id, now
    tell_author(session, actor=actor, lesson=lesson, outcome="approved", now=now)
    record_deed(session, deed="approve_lesson", now=now, subject_id=lesson_id, actor=actor)
    return lesson_id


def return_lesson(
    session: Session, *, actor: Actor, lesson_id: UUID, seen: int, reason: Reason, now: datetime
) -> UUID:
    """Send a lesson back to its author, who may write it anew."""
    check_reason(reason.words)
    lesson = _reviewed(session, actor, lesson_id, seen)
    lesson.state = LessonState.RETURNED
    lesson.reason, lesson.reason_language = reason.words, reason.language
    lesson.reviewed_by_id, lesson.reviewed_at = actor.person_id, now
    tell_author(session, actor=actor, lesson=lesson, outcome="returned", now=now)
    record_deed(session, deed="return_lesson", now=now, subject_id=lesson_id, actor=actor)
    return lesson_id


def withdraw_lesson(
    session: Session, *, actor: Actor, lesson_id: UUID, reason: Reason, now: datetime
) -> UUID:
    """Take a lesson back from its readers: its author at will, a manager with a reason."""
    lesson = _held(session, actor, lesson_id)
    is_author = lesson.author_id == actor.person_id
    if not is_author and actor.role is not Role.MANAGER:
        raise NotFoundError
    check_withdrawal(lesson.state, is_author=is_author, reason=reason.words)
    lesson.state, lesson.withdrawn_at = LessonState.WITHDRAWN, now
    lesson.reason = "" if is_author else reason.words
    lesson.reason_language = None if is_author else reason.language
    if not is_author:
        tell_author(session, actor=actor, lesson=lesson, outcome="withdrawn", now=now)
    record_deed(session, deed="withdraw_lesson", now=now, subject_id=lesson_id, actor=actor)
    return lesson_id


def mark_lesson(
    session: Session, *, actor: Actor, lesson_id: UUID, is_useful: bool, now: datetime
) -> None:
    """Say that a lesson is useful, or no longer. To say so twice is to say it once.

    A mark is no record: the journal says nothing of it.
    """
    if find_lesson(session, actor, lesson_id).is_own:
        raise OwnLessonError
    mark = session.scalar(
        sa.select(LessonMark).where(
            LessonMark.lesson_id == lesson_id, LessonMark.person_id == actor.person_id
        )
    )
    if mark is not None and not is_useful:
        session.delete(mark)
    elif mark is None and is_useful:
        new = LessonMark(
            id=new_id(), lesson_id=lesson_id, person_id=actor.person_id, created_at=now
        )
        try:
            with session.begin_nested():
                session.add(new)
        except IntegrityError:
            # The same press came twice at the same moment.
            return
    session.flush()


def _reviewed(session: Session, actor: Actor, lesson_id: UUID, seen: int) -> Lesson:
    """Find what a manager reviews, as they read it."""
    if actor.role is not Role.MANAGER:
        raise NotFoundError
    lesson = _held(session, actor, lesson_id)
    check_review(lesson.state, author_id=lesson.author_id, reviewer_id=actor.person_id)
    if seen != lesson.version:
        raise StaleError({"title": lesson.title, "words": lesson.words})
    return lesson


def _held(session: Session, actor: Actor, lesson_id: UUID) -> Lesson:
    found = session.scalar(
        sa.select(Lesson)
        .where(Lesson.id == lesson_id, Lesson.provider_id == actor.provider_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFoundError
    return found
