"""Prints: asked for in a request, made by a worker, kept for a week for whoever asked."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import db, writing
from assess.documents.queries import (
    PortfolioFacts,
    list_prints,
    load_portfolio,
    load_unit,
)
from assess.documents.rules import KEPT, KIND, print_name
from assess.enrolment.queries import find_unit
from assess.evidence.queries import is_blob_used
from assess.evidence.service.keeping import lock_blobs
from assess.files import CHUNK, FileStore, StoredFile
from assess.jobs import Job, JobState, queue_job, report_progress
from assess.journal.service import record_deed
from assess.people.queries import find_asker

Clock = Callable[[], datetime]
Draw = Callable[[PortfolioFacts, str, Path, Callable[[int, int], None]], None]
"""Draws a portfolio in the language or languages chosen to a file, telling how far it is."""


def request_print(
    session: Session, *, actor: Actor, unit_id: UUID | None, choice: str, now: datetime
) -> UUID:
    """Ask for a print of a unit, or of all the actor's own units where none is named.

    One that is on its way already answers for a second.
    """
    if unit_id is not None:
        find_unit(session, actor, unit_id)
    for asked in list_prints(session, actor, unit_id=unit_id):
        if asked.choice == choice and asked.state in {JobState.WAITING, JobState.RUNNING}:
            return asked.id
    print_id = queue_job(
        session,
        kind=KIND,
        payload={
            "role_holding_id": str(actor.role_holding_id),
            "unit_id": str(unit_id) if unit_id else "",
            "choice": choice,
        },
        now=now,
        provider_id=actor.provider_id,
        person_id=actor.person_id,
    )
    record_deed(
        session,
        deed="request_print",
        now=now,
        subject_id=print_id,
        actor=actor,
        facts={"unit": unit_id or "all of the practitioner's own", "choice": choice},
    )
    return print_id


def make_print(
    print_id: UUID, payload: dict[str, Any], *, files: FileStore, draw: Draw, clock: Clock
) -> dict[str, Any]:
    """Draw a print that was asked for and keep it. What may be seen is asked again, now.

    Raises:
        NotFoundError: when who asked no longer has the role, or no longer sees the unit.

    """
    session = db.session()
    actor = find_asker(
        session,
        person_id=session.get_one(Job, print_id).person_id,
        role_holding_id=UUID(payload["role_holding_id"]),
        now=clock(),
    )
    if payload["unit_id"]:
        facts = load_unit(session, actor, UUID(payload["unit_id"]))
    else:
        facts = load_portfolio(session, actor, actor.person_id)
    session.rollback()
    with TemporaryDirectory(prefix="assess-") as folder:
        drawn = Path(folder) / "print.pdf"
        draw(facts, payload["choice"], drawn, _reporter(print_id, clock))
        stored = _keep(files, drawn)
    urns = [one.unit.urn for one in facts.units]
    return {
        "sha256": stored.sha256,
        "size": stored.size,
        "name": print_name(urns, facts.practitioner),
    }


def _reporter(print_id: UUID, clock: Clock) -> Callable[[int, int], None]:
    """Report each step of a hundred once, in a transaction of its own."""
    told = -1

    def hear(done: int, of: int) -> None:
        nonlocal told
        if done <= told:
            return
        told = done
        with writing() as session:
            report_progress(session, print_id, done, of, clock())

    return hear


def _keep(files: FileStore, drawn: Path) -> StoredFile:
    incoming = files.receive()
    incoming.limit = None  # the limit is for what people upload
    try:
        with drawn.open("rb") as source:
            shutil.copyfileobj(source, incoming, CHUNK)
        return files.keep(incoming)
    finally:
        incoming.close()


def sweep_prints(*, files: FileStore, now: datetime) -> None:
    """Remove prints that have been kept as long as they are, and files that nothing else names.

    It looks and removes under the write lock, so that nobody adds the same bytes between.
    """
    over = (Job.kind == KIND) & (Job.finished_at < now - KEPT)
    if db.session().scalar(sa.select(Job.id).where(over).limit(1)) is None:
        return
    with writing() as session:
        jobs = list(session.scalars(sa.select(Job).where(over)))
        hashes = {job.result["sha256"] for job in jobs if job.result}
        lock_blobs(session, hashes)
        for job in jobs:
            session.delete(job)
        session.flush()
        for sha256 in sorted(hashes):
            if not is_blob_used(session, sha256):
                files.remove(sha256)
