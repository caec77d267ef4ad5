"""What a provider requires of the people in a role."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.bilingual import Bilingual
from assess.learning.models import LearningEntry, RequiredLearning
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class RequiredView:
    id: UUID
    entry_id: UUID
    title: Bilingual
    role: Role
    since: datetime


def list_required(
    session: Session, actor: Actor, *, role: Role | None = None
) -> list[RequiredView]:
    """Give what is required at the actor's provider, of one role or of all."""
    select = _required(actor).where(
        RequiredLearning.ended_at.is_(None), LearningEntry.retired_at.is_(None)
    )
    if role is not None:
        select = select.where(RequiredLearning.role == role)
    return [_view(row) for row in session.execute(select)]


def list_required_of_entry(session: Session, actor: Actor, entry_id: UUID) -> list[RequiredView]:
    select = _required(actor).where(
        RequiredLearning.ended_at.is_(None), RequiredLearning.entry_id == entry_id
    )
    return [_view(row) for row in session.execute(select)]


def find_required(session: Session, actor: Actor, required_id: UUID) -> RequiredView:
    """Find what is, or was, required at the actor's provider."""
    row = session.execute(_required(actor).where(RequiredLearning.id == required_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return _view(row)


def _required(actor: Actor) -> sa.Select[Any]:
    return (
        sa.select(
            RequiredLearning.id,
            LearningEntry.id,
            LearningEntry.title_en,
            LearningEntry.title_cy,
            RequiredLearning.role,
            RequiredLearning.created_at,
        )
        .join(LearningEntry, LearningEntry.id == RequiredLearning.entry_id)
        .where(RequiredLearning.provider_id == actor.provider_id)
        .order_by(RequiredLearning.created_at, RequiredLearning.id)
    )


def _view(row: sa.Row[Any]) -> RequiredView:
    return RequiredView(row[0], row[1], Bilingual(row[2] or None, row[3] or None), row[4], row[5])
