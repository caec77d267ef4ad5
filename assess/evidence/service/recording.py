from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.enrolment.queries import find_unit
from assess.evidence.rules.mappings import NoCriterionError, Wanted
from assess.evidence.rules.offers import Offer
from assess.evidence.service.adding import write_evidence
from assess.evidence.service.inspecting import Arrived
from assess.evidence.service.mapping import write_mappings
from assess.files import FileStore
from assess.journal.service import record_deed


def record_assessor_evidence(
    session: Session,
    *,
    actor: Actor,
    unit_id: UUID,
    offer: Offer,
    files: Sequence[Arrived],
    wanted: Sequence[Wanted],
    store: FileStore,
    now: datetime,
) -> UUID:
    """Record what the unit's assessor observed, discussed or asked; the practitioner confirms."""
    unit = find_unit(session, actor, unit_id)
    if not wanted:
        raise NoCriterionError
    evidence = write_evidence(
        session,
        actor=actor,
        practitioner_id=unit.practitioner_id,
        offer=offer,
        files=files,
        store=store,
        now=now,
    )
    write_mappings(session, actor=actor, evidence=evidence, wanted=wanted, now=now)
    record_deed(
        session,
        deed="record_assessor_evidence",
        now=now,
        subject_id=evidence.id,
        actor=actor,
        facts={"kind": offer.kind.value, "unit": unit_id, "criteria": len(wanted)},
    )
    return evidence.id
