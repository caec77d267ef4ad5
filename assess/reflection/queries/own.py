"""A person's own reflections: to be listed, to be chosen from, to be read again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import fold
from assess.db import Folded
from assess.reflection.models import Reflection, ReflectionMapping, ReflectionVersion
from assess.reflection.queries.views import VERSION, ReflectionView, is_newest
from assess.reflection.rules.stages import ReflectionModel, model_of
from assess.refusals import NotFoundError
from assess.standards.models import Criterion, Standard

PAGE_SIZE = 50
FIRST_WORDS = 160


@dataclass(frozen=True)
class OwnReflection:
    """A reflection as its writer finds it again."""

    id: UUID
    title: str | None
    beginning: str
    """The first words of its newest version."""

    language: str
    stored_model: str | None
    saved_at: datetime
    unit_id: UUID | None
    urn: str | None
    label: str | None
    """The criterion that it was written on; empty where it stands on its own."""

    mapped_to: int
    """How many criteria it is mapped to."""

    @property
    def follows(self) -> ReflectionModel:
        return model_of(self.stored_model)

    @property
    def name(self) -> str:
        """Give what it is called: its title, or how it begins."""
        return self.title or " ".join(self.beginning.split())[:80]

    @property
    def is_private(self) -> bool:
        return self.unit_id is None and self.mapped_to == 0


@dataclass(frozen=True)
class OwnPage:
    entries: tuple[OwnReflection, ...]
    found: int
    """How many there are in all."""


def list_own_reflections(
    session: Session, actor: Actor, *, search: str = "", page: int = 1
) -> OwnPage:
    """Give one page of the actor's own reflections, newest first, in two statements."""
    select = _entries(actor).where(_says(search))
    found = session.scalar(sa.select(sa.func.count()).select_from(select.subquery())) or 0
    rows = session.execute(select.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    return OwnPage(tuple(OwnReflection(*row) for row in rows), found)


def list_reflections(session: Session, actor: Actor) -> list[OwnReflection]:
    """Give all of the actor's own reflections to choose from, newest first."""
    return [OwnReflection(*row) for row in session.execute(_entries(actor))]


def find_own_reflection(session: Session, actor: Actor, reflection_id: UUID) -> ReflectionView:
    """Give the newest version of one of the actor's own reflections."""
    row = session.execute(_newest().where(Reflection.id == reflection_id, _is_own(actor))).first()
    if row is None:
        raise NotFoundError
    return ReflectionView(*row)


def list_reflections_by_id(
    session: Session, reflection_ids: Collection[UUID]
) -> dict[UUID, ReflectionView]:
    """Give the newest version of each, in one statement.

    Only for reflections that hang on something which was found for the actor, such as an
    activity of their own CPD record or of one that was released to them.
    """
    rows = session.execute(_newest().where(Reflection.id.in_(reflection_ids)))
    return {row[0]: ReflectionView(*row) for row in rows}


def _newest() -> sa.Select[Any]:
    return sa.select(
        Reflection.id, Reflection.enrolment_id, Reflection.criterion_id, *VERSION
    ).join(ReflectionVersion, is_newest())


def _is_own(actor: Actor) -> sa.ColumnElement[bool]:
    return (Reflection.practitioner_id == actor.person_id) & (
        Reflection.provider_id == actor.provider_id
    )


def _entries(actor: Actor) -> sa.Select[Any]:
    mapped_to = (
        sa.select(sa.func.count())
        .where(ReflectionMapping.reflection_id == Reflection.id)
        .correlate(Reflection)
        .scalar_subquery()
    )
    return (
        sa.select(
            Reflection.id,
            ReflectionVersion.title,
            sa.func.substr(ReflectionVersion.words, 1, FIRST_WORDS),
            ReflectionVersion.language,
            ReflectionVersion.model,
            ReflectionVersion.saved_at,
            Reflection.enrolment_id,
            Standard.urn,
            Criterion.label,
            mapped_to,
        )
        .join(ReflectionVersion, is_newest())
        .outerjoin(Criterion, Criterion.id == Reflection.criterion_id)
        .outerjoin(Standard, Standard.id == Criterion.standard_id)
        .where(_is_own(actor))
        .order_by(ReflectionVersion.saved_at.desc(), Reflection.id.desc())
    )


def _says(search: str) -> sa.ColumnElement[bool]:
    if not search:
        return sa.true()
    said = fold(search)
    return Folded(sa.func.coalesce(ReflectionVersion.title, "")).contains(
        said, autoescape=True
    ) | Folded(ReflectionVersion.words).contains(said, autoescape=True)
