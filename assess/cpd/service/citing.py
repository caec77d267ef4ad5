from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.queries.activity_offers import is_own_reflection
from assess.cpd.rules.activities import UnknownLinkError
from assess.db import new_id
from assess.journal.service import record_deed
from assess.learning.models import LessonCitation
from assess.learning.queries.lessons import find_lesson
from assess.reflection.models import Reflection


def cite_lesson(
    session: Session,
    *,
    actor: Actor,
    lesson_id: UUID,
    reflection_ids: Collection[UUID],
    among: Collection[UUID],
    now: datetime,
) -> UUID:
    """Name a lesson as the source of some of the actor's own reflections, and of no other.

    `among` are the reflections that were shown to choose from: the others stay as they are.
    """
    find_lesson(session, actor, lesson_id)
    own = set(
        session.scalars(
            sa.select(Reflection.id).where(
                is_own_reflection(actor), Reflection.id.in_([*reflection_ids, *among])
            )
        )
    )
    if not set(reflection_ids) <= own:
        raise UnknownLinkError
    held = {
        row.reflection_id: row
        for row in session.scalars(
            sa.select(LessonCitation).where(
                LessonCitation.lesson_id == lesson_id, LessonCitation.reflection_id.in_(own)
            )
        )
    }
    for reflection_id, row in held.items():
        if reflection_id not in reflection_ids and reflection_id in among:
            session.delete(row)
    session.add_all(
        LessonCitation(
            id=new_id(),
            provider_id=actor.provider_id,
            lesson_id=lesson_id,
            reflection_id=reflection_id,
            created_at=now,
        )
        for reflection_id in sorted(set(reflection_ids) - held.keys())
    )
    session.flush()
    if session.info.get("touched"):
        record_deed(session, deed="cite_lesson", now=now, subject_id=lesson_id, actor=actor)
    return lesson_id
