from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import read_one
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.reflection.models import Reflection, ReflectionVersion


@dataclass(frozen=True)
class ReflectionView:
    """A version of a reflection."""

    reflection_id: UUID
    unit_id: UUID
    criterion_id: UUID
    number: int
    words: str
    language: str
    saved_at: datetime


def list_reflections_of_unit(
    session: Session, actor: Actor, unit_id: UUID
) -> dict[UUID, ReflectionView]:
    """Give the newest version of each reflection of a unit, by criterion, in one statement."""
    rows = session.execute(
        _versions(actor).where(
            Reflection.enrolment_id == unit_id, ReflectionVersion.number == Reflection.newest
        )
    )
    return {row[2]: ReflectionView(*row) for row in rows}


def find_reflection(session: Session, unit_id: UUID, criterion_id: UUID) -> ReflectionView | None:
    """Give the newest version on one criterion of a unit that was found for the actor."""
    values = {"unit_id": unit_id, "criterion_id": criterion_id}
    row = read_one(session, _newest(), values)
    return ReflectionView(*row) if row else None


@cache
def _newest() -> sa.Select[Any]:
    return (
        sa.select(*_COLUMNS)
        .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
        .where(
            Reflection.enrolment_id == sa.bindparam("unit_id"),
            Reflection.criterion_id == sa.bindparam("criterion_id"),
            ReflectionVersion.number == Reflection.newest,
        )
    )


def list_reflected_criteria(
    session: Session, actor: Actor, *, unit_ids: Sequence[UUID]
) -> set[tuple[UUID, UUID]]:
    """Give the unit and criterion of each reflection, without its words, in one statement."""
    rows = session.execute(
        sa.select(Reflection.enrolment_id, Reflection.criterion_id)
        .join(Enrolment, Enrolment.id == Reflection.enrolment_id)
        .where(Reflection.enrolment_id.in_(unit_ids), visible_to(actor))
    )
    return {(row[0], row[1]) for row in rows}


def list_versions(
    session: Session, actor: Actor, *, unit_id: UUID, criterion_id: UUID
) -> list[ReflectionView]:
    """Give every version of a reflection that the actor may see, newest first."""
    rows = session.execute(
        _versions(actor)
        .where(Reflection.enrolment_id == unit_id, Reflection.criterion_id == criterion_id)
        .order_by(ReflectionVersion.number.desc())
    )
    return [ReflectionView(*row) for row in rows]


_COLUMNS = (
    Reflection.id,
    Reflection.enrolment_id,
    Reflection.criterion_id,
    ReflectionVersion.number,
    ReflectionVersion.words,
    ReflectionVersion.language,
    ReflectionVersion.saved_at,
)


def _versions(actor: Actor) -> sa.Select[Any]:
    return (
        sa.select(*_COLUMNS)
        .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
        .join(Enrolment, Enrolment.id == Reflection.enrolment_id)
        .where(visible_to(actor))
    )
