from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import Doubt
from assess.assessment.rules import Check
from assess.assessment.rules.asking import check_doubt, check_settling
from assess.assessment.service.units import lock_for_assessor
from assess.db import new_id
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.evidence.models import Mapping
from assess.journal.service import record_deed
from assess.refusals import NotFoundError


def note_doubt(  # noqa: PLR0913 (three places where a doubt may stand)
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    unit_id: UUID,
    check: Check,
    words: str,
    language: str,
    mapping_id: UUID | None = None,
    evidence_id: UUID | None = None,
    criterion_id: UUID | None = None,
) -> UUID:
    """Note a check that did not pass: on a mapping, a piece of evidence or a criterion."""
    unit = lock_for_assessor(session, actor, unit_id)
    check_doubt(
        check,
        on_mapping=mapping_id is not None,
        on_evidence=evidence_id is not None,
        on_criterion=criterion_id is not None,
        words=words,
    )
    if criterion_id is not None:
        unit.choose([criterion_id])
    else:
        _check_mapped(session, unit_id, mapping_id=mapping_id, evidence_id=evidence_id)
    doubt = Doubt(
        id=new_id(),
        provider_id=actor.provider_id,
        enrolment_id=unit_id,
        check=check,
        mapping_id=mapping_id,
        evidence_id=evidence_id,
        criterion_id=criterion_id,
        words=words,
        language=language,
        noted_by_id=actor.person_id,
        noted_at=now,
    )
    session.add(doubt)
    record_deed(
        session,
        deed="note_doubt",
        now=now,
        subject_id=doubt.id,
        actor=actor,
        facts={"unit": unit_id, "check": check.value},
    )
    return doubt.id


def _check_mapped(
    session: Session, unit_id: UUID, *, mapping_id: UUID | None, evidence_id: UUID | None
) -> None:
    here = (
        Mapping.id == mapping_id if mapping_id is not None else Mapping.evidence_id == evidence_id
    )
    found = session.scalar(
        sa.select(Mapping.id).where(Mapping.enrolment_id == unit_id, here).limit(1)
    )
    if found is None:
        raise NotFoundError


def settle_doubt(session: Session, *, actor: Actor, now: datetime, doubt_id: UUID) -> UUID:
    """Note that a doubt is settled; it stays on record."""
    unit_id = session.scalar(
        sa.select(Doubt.enrolment_id)
        .join(Enrolment, Enrolment.id == Doubt.enrolment_id)
        .where(Doubt.id == doubt_id, visible_to(actor))
    )
    if unit_id is None:
        raise NotFoundError
    lock_for_assessor(session, actor, unit_id)
    doubt = session.get_one(Doubt, doubt_id, populate_existing=True)
    check_settling(settled_at=doubt.settled_at)
    doubt.settled_at = now
    record_deed(
        session,
        deed="settle_doubt",
        now=now,
        subject_id=doubt_id,
        actor=actor,
        facts={"unit": unit_id},
    )
    return doubt_id
