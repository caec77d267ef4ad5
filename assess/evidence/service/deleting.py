from datetime import datetime
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.evidence.models import Evidence, EvidenceVersion, Mapping, Seen
from assess.evidence.rules.offers import (
    FrozenError,
    NotTheMakerError,
    StillNamedError,
    is_frozen,
    may_delete,
)
from assess.evidence.service.finding import find_for_change
from assess.evidence.service.keeping import files_of
from assess.journal.service import record_deed

Row = TypeVar("Row")


def delete_evidence(session: Session, *, actor: Actor, evidence_id: UUID, now: datetime) -> UUID:
    """Delete a mistake that was never submitted. Its files go after the commit, apart."""
    evidence = find_for_change(session, actor, evidence_id)
    versions = _all_of(session, EvidenceVersion, EvidenceVersion.evidence_id == evidence.id)
    mappings = _all_of(session, Mapping, Mapping.evidence_id == evidence.id)
    _check_may_go(actor, evidence, [*versions, *mappings])
    version_ids = [version.id for version in versions]
    files = files_of(session, version_ids)
    sights = _all_of(session, Seen, Seen.evidence_version_id.in_(version_ids))
    for rows in ([*mappings, *sights], files, versions, [evidence]):
        for row in rows:
            session.delete(row)
        _flush(session)
    record_deed(
        session,
        deed="delete_evidence",
        now=now,
        subject_id=evidence_id,
        actor=actor,
        facts={"files": len(files)},
    )
    return evidence_id


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as named:
        # The database keeps what something else speaks of.
        raise StillNamedError from named


def _check_may_go(actor: Actor, evidence: Evidence, rows: list[EvidenceVersion | Mapping]) -> None:
    is_maker = evidence.made_by_id == actor.person_id
    submitted = any(is_frozen(row.submitted_at) for row in rows)
    if not may_delete(is_maker=is_maker, ever_submitted=submitted):
        raise FrozenError if is_maker else NotTheMakerError


def _all_of(session: Session, table: type[Row], which: sa.ColumnElement[bool]) -> list[Row]:
    return list(session.scalars(sa.select(table).where(which)))
