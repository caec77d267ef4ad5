from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.documents.rules import KIND
from assess.jobs import Job, JobState
from assess.refusals import NotFoundError

MOST = 20


@dataclass(frozen=True)
class PrintView:
    """A print that somebody asked for; `sha256` and `size` are those of the PDF once it is made."""

    id: UUID
    unit_id: UUID | None
    """None where it is the whole portfolio."""

    choice: str
    state: JobState
    asked_at: datetime
    finished_at: datetime | None
    steps_done: int
    steps_all: int
    name: str
    sha256: str
    size: int


def list_prints(session: Session, actor: Actor, *, unit_id: UUID | None) -> list[PrintView]:
    """Give the prints of a unit, or of the whole portfolio, that this actor asked for."""
    jobs = session.scalars(
        _asked_for_by(actor)
        .where(Job.payload["unit_id"].as_string() == (str(unit_id) if unit_id else ""))
        .order_by(Job.created_at.desc(), Job.id.desc())
        .limit(MOST)
    )
    return [_view(job) for job in jobs]


def find_print(session: Session, actor: Actor, print_id: UUID) -> PrintView:
    """Find a print that this actor asked for; nobody else's is there.

    Raises:
        NotFoundError: when there is none.

    """
    job = session.scalar(_asked_for_by(actor).where(Job.id == print_id))
    if job is None:
        raise NotFoundError
    return _view(job)


def _asked_for_by(actor: Actor) -> sa.Select[tuple[Job]]:
    return sa.select(Job).where(
        Job.kind == KIND,
        Job.person_id == actor.person_id,
        Job.provider_id == actor.provider_id,
        Job.payload["role_holding_id"].as_string() == str(actor.role_holding_id),
    )


def _view(job: Job) -> PrintView:
    result = job.result or {}
    unit_id = job.payload["unit_id"]
    return PrintView(
        id=job.id,
        unit_id=UUID(unit_id) if unit_id else None,
        choice=job.payload["choice"],
        state=job.state,
        asked_at=job.created_at,
        finished_at=job.finished_at,
        steps_done=job.steps_done,
        steps_all=job.steps_all,
        name=result.get("name", ""),
        sha256=result.get("sha256", ""),
        size=result.get("size", 0),
    )
