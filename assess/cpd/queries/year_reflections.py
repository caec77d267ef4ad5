"""A person's own reflections, to be marked as statements of a year."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.queries.year_rows import called, is_newest
from assess.reflection.models import Reflection, ReflectionVersion


@dataclass(frozen=True)
class OwnReflection:
    id: UUID
    title: str
    """Its title, or its first words."""

    language: str
    saved_at: datetime


def list_own_reflections(
    session: Session, actor: Actor, *, limit: int, offset: int = 0
) -> list[OwnReflection]:
    """Give the actor's reflections of any kind, the newest first."""
    rows = session.execute(
        _own(
            sa.select(
                Reflection.id,
                called(),
                ReflectionVersion.language,
                ReflectionVersion.saved_at,
            ).join(ReflectionVersion, is_newest()),
            actor,
        )
        .order_by(ReflectionVersion.saved_at.desc(), Reflection.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [OwnReflection(*row) for row in rows]


def count_own_reflections(session: Session, actor: Actor) -> int:
    return session.scalar(_own(sa.select(sa.func.count(Reflection.id)), actor)) or 0


def list_own_reflection_ids(session: Session, actor: Actor, ids: set[UUID]) -> set[UUID]:
    """Give those of some ids that are the actor's own reflections."""
    return set(session.scalars(_own(sa.select(Reflection.id), actor).where(Reflection.id.in_(ids))))


def _own(select: sa.Select[Any], actor: Actor) -> sa.Select[Any]:
    return select.where(
        Reflection.practitioner_id == actor.person_id,
        Reflection.provider_id == actor.provider_id,
    )
