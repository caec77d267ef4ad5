"""Lessons that reflections name as their source. What a reader may not read has no name here."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import fold
from assess.cpd.queries.activity_details import LinkedReflection, select_reflections
from assess.cpd.queries.activity_offers import MOST_OFFERED, is_own_reflection
from assess.db import Folded
from assess.learning.models import Lesson, LessonCitation
from assess.learning.queries.lessons import readable_by
from assess.reflection.models import Reflection, ReflectionVersion


@dataclass(frozen=True)
class Cited:
    lesson_id: UUID | None
    """None where the reader may not read it, or no longer."""

    title: str | None
    language: str | None


def list_cited_lessons(session: Session, actor: Actor, reflection_id: UUID) -> list[Cited]:
    """Give the lessons that a reflection cites, which was found for the actor already."""
    may_read = readable_by(actor)
    rows = session.execute(
        sa.select(
            sa.case((may_read, Lesson.id), else_=None),
            sa.case((may_read, Lesson.title), else_=None),
            sa.case((may_read, Lesson.language), else_=None),
        )
        .join(LessonCitation, LessonCitation.lesson_id == Lesson.id)
        .where(
            LessonCitation.reflection_id == reflection_id,
            LessonCitation.provider_id == actor.provider_id,
        )
        .order_by(LessonCitation.created_at, LessonCitation.id)
    )
    return [Cited(*row) for row in rows]


def list_citing(
    session: Session, actor: Actor, lesson_id: UUID, *, words: str = ""
) -> tuple[list[tuple[LinkedReflection, bool]], int]:
    """Give the actor's own reflections, each with whether it cites the lesson, and their number."""
    cites = sa.exists().where(
        LessonCitation.reflection_id == Reflection.id, LessonCitation.lesson_id == lesson_id
    )
    select = select_reflections().add_columns(cites).where(is_own_reflection(actor))
    if words:
        select = select.where(_says(words))
    count = session.scalar(sa.select(sa.func.count()).select_from(select.subquery())) or 0
    rows = session.execute(
        select.order_by(cites.desc(), ReflectionVersion.saved_at.desc(), Reflection.id).limit(
            MOST_OFFERED
        )
    )
    return [(LinkedReflection(*row[:-1]), bool(row[-1])) for row in rows], count


def _says(words: str) -> sa.ColumnElement[Any]:
    said = fold(words)
    title = sa.func.coalesce(ReflectionVersion.title, "")
    return Folded(title).contains(said, autoescape=True) | Folded(ReflectionVersion.words).contains(
        said, autoescape=True
    )
