from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.evidence.models import Evidence, Mapping
from assess.evidence.rules.locators import LocatorError, check_locator
from assess.evidence.rules.mappings import NotEnrolledError, Wanted, check_may_map
from assess.evidence.rules.offers import FrozenError, is_frozen
from assess.evidence.service.finding import find_for_change, newest_version, pages_of
from assess.journal.service import record_deed
from assess.refusals import NotFoundError
from assess.standards.models import Criterion


def map_evidence(
    session: Session, *, actor: Actor, evidence_id: UUID, wanted: Sequence[Wanted], now: datetime
) -> UUID:
    """Map a piece of evidence to criteria; a mapping that is there gets the new locator."""
    evidence = _find_mappable(session, actor, evidence_id)
    write_mappings(session, actor=actor, evidence=evidence, wanted=wanted, now=now)
    record_deed(
        session,
        deed="map_evidence",
        now=now,
        subject_id=evidence.id,
        actor=actor,
        facts={"criteria": len(wanted)},
    )
    return evidence.id


def unmap_evidence(
    session: Session, *, actor: Actor, evidence_id: UUID, mapping_id: UUID, now: datetime
) -> UUID:
    """Take a mapping away that was never submitted."""
    evidence = _find_mappable(session, actor, evidence_id)
    mapping = session.scalar(
        sa.select(Mapping)
        .join(Enrolment, Enrolment.id == Mapping.enrolment_id)
        .where(Mapping.id == mapping_id, Mapping.evidence_id == evidence.id, visible_to(actor))
    )
    if mapping is None:
        raise NotFoundError
    if is_frozen(mapping.submitted_at):
        raise FrozenError
    facts = {"criterion": mapping.criterion_id, "unit": mapping.enrolment_id}
    session.delete(mapping)
    record_deed(
        session, deed="unmap_evidence", now=now, subject_id=evidence.id, actor=actor, facts=facts
    )
    return evidence.id


def _find_mappable(session: Session, actor: Actor, evidence_id: UUID) -> Evidence:
    evidence = find_for_change(session, actor, evidence_id)
    check_may_map(
        is_owner=evidence.practitioner_id == actor.person_id,
        is_maker=evidence.made_by_id == actor.person_id,
    )
    return evidence


def write_mappings(
    session: Session,
    *,
    actor: Actor,
    evidence: Evidence,
    wanted: Sequence[Wanted],
    now: datetime,
) -> None:
    """Add or change mappings, only in units of the practitioner's that the actor may see."""
    units = _units_of(session, actor, evidence, wanted)
    pages = pages_of(session, newest_version(session, evidence))
    standing = {
        mapping.criterion_id: mapping
        for mapping in session.scalars(sa.select(Mapping).where(Mapping.evidence_id == evidence.id))
    }
    for want in {want.criterion_id: want for want in wanted}.values():
        if want.criterion_id not in units:
            raise NotEnrolledError
        _check_place(want, pages)
        if mapping := standing.get(want.criterion_id):
            _move(mapping, want)
        else:
            unit_id = units[want.criterion_id]
            session.add(_new_mapping(actor, evidence, want, unit_id, now))
    session.flush()


def _check_place(want: Wanted, pages: int | None) -> None:
    try:
        check_locator(want.locator, pages)
    except LocatorError as refusal:
        refusal.criterion_id = want.criterion_id
        raise


def _move(mapping: Mapping, want: Wanted) -> None:
    there = (want.locator.kind, want.locator.value)
    if (mapping.locator_kind, mapping.locator) == there:
        return
    if is_frozen(mapping.submitted_at):
        raise FrozenError
    mapping.locator_kind, mapping.locator = there


def _new_mapping(
    actor: Actor, evidence: Evidence, want: Wanted, unit_id: UUID, now: datetime
) -> Mapping:
    return Mapping(
        id=new_id(),
        provider_id=evidence.provider_id,
        evidence_id=evidence.id,
        enrolment_id=unit_id,
        criterion_id=want.criterion_id,
        locator_kind=want.locator.kind,
        locator=want.locator.value,
        created_by_id=actor.person_id,
        created_at=now,
    )


def _units_of(
    session: Session, actor: Actor, evidence: Evidence, wanted: Sequence[Wanted]
) -> dict[UUID, UUID]:
    """Give, by criterion, the practitioner's unit that it belongs to."""
    rows = session.execute(
        sa.select(Criterion.id, Enrolment.id)
        .join(Enrolment, Enrolment.standard_id == Criterion.standard_id)
        .where(
            Criterion.id.in_([want.criterion_id for want in wanted]),
            Enrolment.practitioner_id == evidence.practitioner_id,
            visible_to(actor),
        )
    )
    return {row[0]: row[1] for row in rows}
