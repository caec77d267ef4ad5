"""Every hand-over starts a clock: who waits for whom, since when, until which promised day."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.actor import Role
from assess.db import Identified, Model, one_of


class Clock(Identified, Model):
    """One hand-over that waits, or waited, for somebody.

    It follows from deeds that the journal records, so the journal does not vouch for it itself.
    Who has to act is read from the enrolment as long as it runs: a unit that is given to
    another assessor takes its clocks along.
    """

    __tablename__ = "clock"
    __table_args__ = (
        sa.UniqueConstraint("stage", "subject_id"),
        sa.Index("ix_clock_provider", "provider_id", "stopped_on"),
        sa.Index("ix_clock_unit", "enrolment_id", "stopped_at"),
        sa.Index("ix_clock_due", "stopped_at", "due_on"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"))
    stage: Mapped[str]
    """What was handed over: see the table of stages in rules."""

    subject_id: Mapped[UUID]
    """The submission, request or return that was handed over."""

    waits_for: Mapped[Role] = mapped_column(one_of(Role))
    started_at: Mapped[datetime]
    due_on: Mapped[date]
    """The day that was promised, in Europe/London."""

    stopped_at: Mapped[datetime | None]
    stopped_on: Mapped[date | None]
    """The day of it, in Europe/London."""

    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    """Who acted, once it has stopped; empty where it ended without them, by a withdrawal say."""

    working_days: Mapped[int | None]
    """How many it took, once it has stopped."""

    reminded_at: Mapped[datetime | None]
    """When whoever has to act was told that the promised day is near."""

    told_late_at: Mapped[datetime | None]
    """When they were told that it has passed."""
