"""Reads of clocks that run, for units that their caller has found for the actor."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Role
from assess.clocks.models import Clock
from assess.db import read
from assess.enrolment.models import Enrolment


@dataclass(frozen=True)
class RunningClock:
    unit_id: UUID
    stage: str
    subject_id: UUID
    waits_for: Role
    started_at: datetime
    due_on: date


def receiver_id() -> sa.ColumnElement[UUID]:
    """Give who has to act: whoever holds the role in the enrolment now, or nobody yet."""
    return sa.case(
        (Clock.waits_for == Role.PRACTITIONER, Enrolment.practitioner_id),
        (Clock.waits_for == Role.ASSESSOR, Enrolment.assessor_id),
        (Clock.waits_for == Role.IQA, Enrolment.iqa_id),
    )


def list_running_clocks(session: Session, unit_ids: Collection[UUID]) -> list[RunningClock]:
    """Give the clocks of some units that run, the oldest first."""
    rows = read(session, _running(), {"unit_ids": list(unit_ids)})
    return [RunningClock(*row) for row in rows]


@cache
def _running() -> sa.Select[Any]:
    return (
        sa.select(
            Clock.enrolment_id,
            Clock.stage,
            Clock.subject_id,
            Clock.waits_for,
            Clock.started_at,
            Clock.due_on,
        )
        .where(
            Clock.enrolment_id.in_(sa.bindparam("unit_ids", expanding=True)),
            Clock.stopped_at.is_(None),
        )
        .order_by(Clock.started_at, Clock.id)
    )
