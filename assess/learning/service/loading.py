from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.db import new_id
from assess.journal.service import record_deed
from assess.learning.models import LearningEntry
from assess.learning.queries.criteria import find_typed_criteria
from assess.learning.rules.entry_file import read_entry
from assess.learning.rules.places import UnknownCriteriaError
from assess.learning.service.entries import relate, write_terms


def import_entry(session: Session, *, text: str, now: datetime) -> UUID:
    """Bring an entry for all providers in, or what its file says now of one that stands.

    A criterion of a standard that is not loaded is left out.
    """
    filed = read_entry(text)
    entry = session.scalar(
        sa.select(LearningEntry).where(
            LearningEntry.key == filed.key, LearningEntry.owner_id.is_(None)
        )
    )
    if entry is None:
        entry = LearningEntry(id=new_id(), owner_id=None, key=filed.key, created_at=now)
        session.add(entry)
    write_terms(entry, filed.terms)
    session.flush()
    relate(session, entry.id, [one for typed in filed.criteria for one in _ids(session, typed)])
    if session.info.get("touched"):
        record_deed(
            session,
            deed="import_entry",
            now=now,
            subject_id=entry.id,
            facts={"key": filed.key},
        )
    return entry.id


def _ids(session: Session, typed: str) -> list[UUID]:
    try:
        return [one.id for one in find_typed_criteria(session, None, typed)]
    except UnknownCriteriaError:
        return []
