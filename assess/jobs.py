"""Background work: the job table with its lease and sweep, and the queue that wakes a worker.

The table is the truth; the queue only says that something is waiting. A worker that dies
loses its lease, and the sweep hands its job to another.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from huey import Huey, SqliteHuey
from sqlalchemy.orm import Mapped, Session, mapped_column

from assess.db import Identified, Model, one_of
from assess.settings import Settings

LEASE = timedelta(minutes=10)
TRIES = 3


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Identified, Model):
    __tablename__ = "job"
    __table_args__ = (sa.Index("ix_job_waiting", "state", "created_at"),)

    kind: Mapped[str]
    provider_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    """Who asked for it, and alone may see it."""

    payload: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(one_of(JobState), default=JobState.WAITING)
    created_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    steps_done: Mapped[int] = mapped_column(default=0)
    steps_all: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any] | None]
    error: Mapped[str | None]


def make_queue(settings: Settings) -> Huey:
    """Open the queue that wakes workers. It may be lost: the table still knows every job."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("assess", filename=str(settings.data_dir / "queue.db"), fsync=False)


def queue_job(
    session: Session,
    *,
    kind: str,
    payload: dict[str, Any],
    now: datetime,
    provider_id: UUID | None = None,
    person_id: UUID | None = None,
) -> UUID:
    """Add a job in the transaction of the deed that needs it."""
    job = Job(
        kind=kind, payload=payload, created_at=now, provider_id=provider_id, person_id=person_id
    )
    session.add(job)
    session.flush()
    session.info["work_waiting"] = True
    return job.id


def claim_job(session: Session, *, now: datetime) -> Job | None:
    """Take the oldest waiting job, or one whose worker has gone, under a lease."""
    claimable = (Job.state == JobState.WAITING) | (
        (Job.state == JobState.RUNNING) & (Job.lease_until < now)
    )
    job = session.scalar(
        sa.select(Job)
        .where(claimable)
        .order_by(Job.created_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if job is None:
        return None
    job.tries += 1
    job.state = JobState.RUNNING
    job.lease_until = now + LEASE
    if job.tries > TRIES:
        job.state, job.finished_at = JobState.FAILED, now
        job.error = job.error or "the worker stopped each time"
    return job


def report_progress(session: Session, job_id: UUID, done: int, of: int, now: datetime) -> None:
    """Say how far a job is; also renews its lease."""
    session.execute(
        sa.update(Job)
        .where(Job.id == job_id)
        .values(steps_done=done, steps_all=of, lease_until=now + LEASE)
    )


def finish_job(session: Session, job_id: UUID, result: dict[str, Any], now: datetime) -> None:
    session.execute(
        sa.update(Job)
        .where(Job.id == job_id)
        .values(state=JobState.DONE, result=result, finished_at=now, lease_until=None)
    )


def fail_job(session: Session, job_id: UUID, error: str, now: datetime) -> None:
    """Put a job back to be tried again, or end it when it has been tried often enough."""
    job = session.get_one(Job, job_id)
    job.error = error
    job.lease_until = None
    job.state = JobState.WAITING if job.tries < TRIES else JobState.FAILED
    if job.state is JobState.FAILED:
        job.finished_at = now


def find_job(session: Session, job_id: UUID, *, person_id: UUID) -> Job | None:
    """Find a job that this person asked for."""
    return session.scalar(sa.select(Job).where(Job.id == job_id, Job.person_id == person_id))


JobHandler = Callable[[UUID, dict[str, Any]], dict[str, Any]]
"""Does a job of one kind: takes its id and payload, gives its result."""
