from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.actor import Role
from assess.db import Identified, Model, one_of


class Clock(Identified, Model):
    """One hand-over that waits, or waited, for somebody.

    It follows from deeds that the journal records, so the journal does not vouch for it itself.
    """

    __tablename__ = "clock"
    __table_args__ = (
        sa.UniqueConstraint("stage", "subject_id"),
        sa.Index("ix_clock_provider", "provider_id", "stopped_at"),
        sa.Index("ix_clock_unit", "enrolment_id", "stopped_at"),
        sa.Index("ix_clock_person", "person_id", "stopped_at"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"))
    stage: Mapped[str]
    """What was handed over, by the word for it: submitted, question, action, returned."""

    subject_id: Mapped[UUID]
    """The submission, request or return that was handed over."""

    waits_for: Mapped[Role] = mapped_column(one_of(Role))
    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    """Who has to act; follows the unit when it is given to somebody else."""

    started_at: Mapped[datetime]
    due_on: Mapped[date]
    """The day that was promised, in Europe/London."""

    stopped_at: Mapped[datetime | None]
