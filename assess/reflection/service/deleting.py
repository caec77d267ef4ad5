from datetime import datetime
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.drafts.service import drop_drafts_at
from assess.journal.service import record_deed
from assess.reflection.models import ReflectionMapping, ReflectionVersion
from assess.reflection.rules.mapping import StillNamedError, check_deletion
from assess.reflection.rules.saving import place_alone
from assess.reflection.service.finding import find_own

Row = TypeVar("Row")


def delete_reflection(
    session: Session, *, actor: Actor, reflection_id: UUID, now: datetime
) -> UUID:
    """Delete a reflection that stands on its own and was never put forward, every version of it."""
    reflection = find_own(session, actor, reflection_id)
    mappings = _all_of(session, ReflectionMapping, ReflectionMapping.reflection_id == reflection.id)
    versions = _all_of(session, ReflectionVersion, ReflectionVersion.reflection_id == reflection.id)
    check_deletion(
        stands_alone=reflection.enrolment_id is None,
        submitted=[mapping.submitted_at for mapping in mappings],
    )
    for rows in (mappings, versions, [reflection]):
        for row in rows:
            session.delete(row)
        _flush(session)
    drop_drafts_at(session, actor=actor, place=place_alone(reflection_id))
    record_deed(
        session,
        deed="delete_reflection",
        now=now,
        subject_id=reflection_id,
        actor=actor,
        facts={"versions": len(versions)},
    )
    return reflection_id


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as named:
        # The database keeps what something else speaks of: an activity, a statement of a year.
        raise StillNamedError from named


def _all_of(session: Session, table: type[Row], which: sa.ColumnElement[bool]) -> list[Row]:
    return list(session.scalars(sa.select(table).where(which)))
