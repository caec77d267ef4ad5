from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.evidence.models import Evidence, EvidenceFile, Mapping
from assess.evidence.rules.locators import LocatorError, PlaceFile, SectionName
from assess.evidence.rules.mappings import NotEnrolledError, Wanted, check_may_map
from assess.evidence.rules.offers import FrozenError, is_frozen
from assess.evidence.rules.placing import place_in
from assess.evidence.rules.sections import check_section, names_of
from assess.evidence.service.finding import find_for_change, newest_version, place_files_of
from assess.journal.service import record_deed
from assess.refusals import NotFoundError
from assess.standards.models import Criterion


def map_evidence(
    session: Session, *, actor: Actor, evidence_id: UUID, wanted: Sequence[Wanted], now: datetime
) -> UUID:
    """Map a piece of evidence to criteria; a mapping that is there gets the new locator."""
    evidence = _find_mappable(session, actor, evidence_id)
    write_mappings(
        session, actor=actor, evidence=evidence, wanted=wanted, now=now, must_say_file=True
    )
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
    must_say_file: bool = False,
) -> None:
    """Add or change mappings, only in units of the practitioner's that the actor may see.

    Files that come with the mappings cannot be chosen from yet: then it is said later.
    """
    units = _units_of(session, actor, evidence, wanted)
    version = newest_version(session, evidence)
    files = place_files_of(session, version)
    sections = names_of(version.sections or (), version.language)
    standing = {
        mapping.criterion_id: mapping
        for mapping in session.scalars(sa.select(Mapping).where(Mapping.evidence_id == evidence.id))
    }
    for want in {want.criterion_id: want for want in wanted}.values():
        if want.criterion_id not in units:
            raise NotEnrolledError
        _check_section(want, sections)
        file = _file_of(want, files, must_say=must_say_file)
        if mapping := standing.get(want.criterion_id):
            _move(session, mapping, want, file)
        else:
            unit_id = units[want.criterion_id]
            session.add(_new_mapping(actor, evidence, want, file, unit_id, now))
    session.flush()


def _check_section(want: Wanted, sections: Sequence[SectionName]) -> None:
    try:
        check_section(want.locator, sections)
    except LocatorError as refusal:
        refusal.criterion_id = want.criterion_id
        raise


def _file_of(want: Wanted, files: Sequence[PlaceFile], *, must_say: bool) -> PlaceFile | None:
    try:
        return place_in(want.locator, files, file_id=want.file_id, must_say=must_say)
    except LocatorError as refusal:
        refusal.criterion_id = want.criterion_id
        raise


def _move(session: Session, mapping: Mapping, want: Wanted, file: PlaceFile | None) -> None:
    there = (want.locator.kind, want.locator.value)
    stands = session.get(EvidenceFile, mapping.file_id) if mapping.file_id else None
    same_file = (stands.sha256 if stands else None) == (file.sha256 if file else None)
    if (mapping.locator_kind, mapping.locator) == there and same_file:
        return
    if is_frozen(mapping.submitted_at):
        raise FrozenError
    mapping.locator_kind, mapping.locator = there
    mapping.file_id = file.id if file else None


def _new_mapping(
    actor: Actor,
    evidence: Evidence,
    want: Wanted,
    file: PlaceFile | None,
    unit_id: UUID,
    now: datetime,
) -> Mapping:
    return Mapping(
        id=new_id(),
        provider_id=evidence.provider_id,
        evidence_id=evidence.id,
        enrolment_id=unit_id,
        criterion_id=want.criterion_id,
        locator_kind=want.locator.kind,
        locator=want.locator.value,
        file_id=file.id if file else None,
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
