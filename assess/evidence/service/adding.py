from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.evidence.models import Evidence, EvidenceVersion
from assess.evidence.rules.kinds import EvidenceForm, check_kind
from assess.evidence.rules.mappings import Wanted
from assess.evidence.rules.offers import (
    Offer,
    check_offer,
    hash_of_version,
    london_day,
    only_its_form,
    title_of,
)
from assess.evidence.service.inspecting import Arrived
from assess.evidence.service.keeping import keep_files
from assess.evidence.service.mapping import write_mappings
from assess.files import FileStore
from assess.journal.service import record_deed


def add_evidence(
    session: Session,
    *,
    actor: Actor,
    offer: Offer,
    files: Sequence[Arrived],
    wanted: Sequence[Wanted],
    store: FileStore,
    now: datetime,
) -> UUID:
    """Add a practitioner's own evidence, mapped to what it shows."""
    evidence = write_evidence(
        session,
        actor=actor,
        practitioner_id=actor.person_id,
        offer=offer,
        files=files,
        store=store,
        now=now,
    )
    write_mappings(session, actor=actor, evidence=evidence, wanted=wanted, now=now)
    record_deed(
        session,
        deed="add_evidence",
        now=now,
        subject_id=evidence.id,
        actor=actor,
        facts={"kind": offer.kind.value, "form": offer.form.value, "criteria": len(wanted)},
    )
    return evidence.id


def write_evidence(
    session: Session,
    *,
    actor: Actor,
    practitioner_id: UUID,
    offer: Offer,
    files: Sequence[Arrived],
    store: FileStore,
    now: datetime,
) -> Evidence:
    """Write a piece of evidence and its first version; its files are kept first."""
    check_kind(offer.kind, actor.role)
    files = files if offer.form is EvidenceForm.FILES else ()
    check_offer(offer, files=len(files), today=london_day(now))
    evidence = Evidence(
        id=new_id(),
        provider_id=actor.provider_id,
        practitioner_id=practitioner_id,
        made_by_id=actor.person_id,
        kind=offer.kind,
        simulated=offer.simulated,
        prior_learning=offer.prior_learning,
        newest=1,
        created_at=now,
    )
    session.add(evidence)
    session.flush()
    hashes = [file.incoming.sha256 for file in files]
    named = replace(offer, title=title_of(offer, [file.name for file in files]))
    version = new_version(evidence, named, hashes, actor=actor, now=now)
    session.add(version)
    session.flush()
    keep_files(session, store, version, files)
    return evidence


def new_version(
    evidence: Evidence, offer: Offer, hashes: Sequence[str], *, actor: Actor, now: datetime
) -> EvidenceVersion:
    offer = only_its_form(offer)
    return EvidenceVersion(
        id=new_id(),
        provider_id=evidence.provider_id,
        evidence_id=evidence.id,
        number=evidence.newest,
        form=offer.form,
        title=offer.title,
        description=offer.description,
        language=offer.language,
        made_on=offer.made_on,
        text=offer.text,
        address=offer.address,
        held_at=offer.held_at,
        answers=[vars(answer) for answer in offer.answers],
        sections=[dict(section) for section in offer.sections] or None,
        sha256=hash_of_version(offer, hashes),
        created_by_id=actor.person_id,
        created_at=now,
    )
