from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.db import new_id
from assess.evidence.models import Seen
from assess.evidence.rules.kinds import EvidenceForm
from assess.evidence.rules.offers import SeenLaterError, london_day
from assess.evidence.service.finding import find_for_change, newest_version
from assess.journal.service import record_deed
from assess.refusals import NotFoundError


def confirm_evidence(session: Session, *, actor: Actor, evidence_id: UUID, now: datetime) -> UUID:
    """The practitioner confirms that what the assessor recorded is what happened."""
    evidence = find_for_change(session, actor, evidence_id)
    if evidence.practitioner_id != actor.person_id or evidence.made_by_id == actor.person_id:
        raise NotFoundError
    if evidence.confirmed_at is None:
        evidence.confirmed_at = now
        record_deed(session, deed="confirm_evidence", now=now, subject_id=evidence.id, actor=actor)
    return evidence.id


def record_sight(
    session: Session,
    *,
    actor: Actor,
    evidence_id: UUID,
    place: str,
    seen_on: date,
    now: datetime,
) -> UUID:
    """The assessor notes where and when they saw a thing that is held elsewhere."""
    evidence = find_for_change(session, actor, evidence_id)
    version = newest_version(session, evidence)
    if actor.role is not Role.ASSESSOR or version.form is not EvidenceForm.POINTER:
        raise NotFoundError
    if seen_on > london_day(now):
        raise SeenLaterError
    session.add(
        Seen(
            id=new_id(),
            provider_id=evidence.provider_id,
            evidence_version_id=version.id,
            seen_by_id=actor.person_id,
            place=place,
            seen_on=seen_on,
            created_at=now,
        )
    )
    record_deed(session, deed="record_sight", now=now, subject_id=evidence.id, actor=actor)
    return evidence.id
