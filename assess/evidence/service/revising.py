from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion
from assess.evidence.rules.kinds import EvidenceForm, check_kind
from assess.evidence.rules.offers import (
    NotTheMakerError,
    Offer,
    Revision,
    check_offer,
    london_day,
    title_of,
)
from assess.evidence.service.adding import new_version
from assess.evidence.service.finding import find_for_change, newest_version
from assess.evidence.service.following import NextFile, check_places, move_places
from assess.evidence.service.inspecting import Arrived
from assess.evidence.service.keeping import copy_files, files_of, keep_files
from assess.files import FileStore
from assess.journal.service import record_deed
from assess.refusals import NotFoundError, StaleError


def revise_evidence(
    session: Session,
    *,
    actor: Actor,
    evidence_id: UUID,
    revision: Revision,
    files: Sequence[Arrived],
    store: FileStore,
    now: datetime,
) -> UUID:
    """Add a version. The one before stays as it was, submitted or not."""
    evidence = find_for_change(session, actor, evidence_id)
    before = newest_version(session, evidence)
    if EvidenceForm.PLAN in {before.form, revision.offer.form}:
        raise NotFoundError  # it gets its versions where the plan is written
    if evidence.made_by_id != actor.person_id:
        raise NotTheMakerError
    if revision.seen != evidence.newest:
        raise StaleError(texts_of(before))
    kept, files = _files_after(session, before, revision, files)
    offer = revision.offer
    check_kind(offer.kind, actor.role)
    check_offer(offer, files=len(kept) + len(files), today=london_day(now))
    positions = check_places(
        session,
        evidence,
        [
            *(NextFile(one.name, one.sha256, one.pages) for one in kept),
            *(NextFile(one.name, one.incoming.sha256, one.pages) for one in files),
        ],
    )
    _change_evidence(session, evidence, offer)
    version = new_version(
        evidence,
        replace(offer, title=title_of(offer, [*(f.name for f in kept), *(f.name for f in files)])),
        [*(one.sha256 for one in kept), *(one.incoming.sha256 for one in files)],
        actor=actor,
        now=now,
    )
    version.why = revision.why
    session.add(version)
    session.flush()
    copy_files(session, version, kept)
    keep_files(session, store, version, files, first=len(kept))
    move_places(session, positions, files_of(session, [version.id]))
    record_deed(
        session,
        deed="revise_evidence",
        now=now,
        subject_id=evidence.id,
        actor=actor,
        facts={"version": version.number},
    )
    return evidence.id


def texts_of(version: EvidenceVersion) -> dict[str, str]:
    """Give what stands now, by field, to be shown beside what was typed."""
    fields = ("title", "description", "text", "address", "held_at")
    return {name: getattr(version, name) for name in fields}


def _files_after(
    session: Session, before: EvidenceVersion, revision: Revision, files: Sequence[Arrived]
) -> tuple[list[EvidenceFile], Sequence[Arrived]]:
    if revision.offer.form is not EvidenceForm.FILES:
        return [], ()
    kept = [file for file in files_of(session, [before.id]) if file.id in revision.kept]
    return kept, files


def _change_evidence(session: Session, evidence: Evidence, offer: Offer) -> None:
    """Count the version; kind and flags change only while nothing was submitted."""
    submitted = session.scalar(
        sa.select(EvidenceVersion.id)
        .where(
            EvidenceVersion.evidence_id == evidence.id, EvidenceVersion.submitted_at.is_not(None)
        )
        .limit(1)
    )
    if submitted is None:
        evidence.kind = offer.kind
        evidence.simulated = offer.simulated
        evidence.prior_learning = offer.prior_learning
    evidence.newest += 1
    evidence.confirmed_at = None
    session.flush()
