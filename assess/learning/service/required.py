from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.db import new_id
from assess.journal.service import record_deed
from assess.learning.models import RequiredLearning
from assess.learning.queries.entries import find_entry
from assess.learning.rules.entries import EntryRetiredError, check_manager
from assess.refusals import NotFoundError


def require_entry(
    session: Session, *, actor: Actor, entry_id: UUID, role: Role, now: datetime
) -> UUID:
    """Ask everybody in a role at the actor's provider to have done an entry."""
    check_manager(actor.role)
    if find_entry(session, actor, entry_id).retired_at is not None:
        raise EntryRetiredError
    required = session.scalar(
        sa.select(RequiredLearning)
        .where(
            RequiredLearning.provider_id == actor.provider_id,
            RequiredLearning.entry_id == entry_id,
            RequiredLearning.role == role,
        )
        .with_for_update()
    )
    if required is None:
        required = RequiredLearning(
            id=new_id(),
            provider_id=actor.provider_id,
            entry_id=entry_id,
            role=role,
            created_at=now,
            ended_at=None,
        )
        session.add(required)
    elif required.ended_at is None:
        return required.id
    else:
        required.created_at, required.ended_at = now, None
    record_deed(
        session,
        deed="require_entry",
        now=now,
        subject_id=required.id,
        actor=actor,
        facts={"entry_id": entry_id, "role": role.value},
    )
    return required.id


def end_requirement(session: Session, *, actor: Actor, required_id: UUID, now: datetime) -> UUID:
    """Ask it no more. Who has done it stays as recorded."""
    check_manager(actor.role)
    required = session.scalar(
        sa.select(RequiredLearning)
        .where(
            RequiredLearning.id == required_id,
            RequiredLearning.provider_id == actor.provider_id,
        )
        .with_for_update()
    )
    if required is None:
        raise NotFoundError
    if required.ended_at is None:
        required.ended_at = now
        record_deed(session, deed="end_requirement", now=now, subject_id=required_id, actor=actor)
    return required.entry_id
