"""Tells managers that a lesson waits, and its author what became of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.learning.models import Lesson
from assess.notifications.service import notify
from assess.people.queries import list_named


def tell_managers(session: Session, *, actor: Actor, lesson_id: UUID, now: datetime) -> None:
    for manager in list_named(session, actor, role=Role.MANAGER):
        if manager.id != actor.person_id:
            notify(
                session,
                person_id=manager.id,
                provider_id=actor.provider_id,
                kind="lesson_waiting",
                facts={"by": actor.name, "lesson_id": str(lesson_id)},
                now=now,
            )


def tell_author(
    session: Session, *, actor: Actor, lesson: Lesson, outcome: str, now: datetime
) -> None:
    notify(
        session,
        person_id=lesson.author_id,
        provider_id=lesson.provider_id,
        kind="lesson_answered",
        facts={"by": actor.name, "lesson_id": str(lesson.id), "outcome": outcome},
        now=now,
    )
