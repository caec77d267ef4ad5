from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.db import Identified, Model, Recorded, Versioned
from assess.journal.rules import LATER


class Reflection(Recorded, Versioned, Identified, Model):
    """A practitioner's own account: on a criterion of one of their units, or on its own."""

    __tablename__ = "reflection"
    __table_args__ = (sa.UniqueConstraint("enrolment_id", "criterion_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    practitioner_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    enrolment_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("enrolment.id"))
    criterion_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("criterion.id"))
    """The criterion that it was written on. Both are empty for one that stands on its own: its
    writer's alone until it is mapped to a criterion, and then seen by whoever sees that unit."""

    newest: Mapped[int]
    """The number of the newest version."""

    created_at: Mapped[datetime]


class ReflectionVersion(Recorded, Identified, Model):
    """What the practitioner saved, never changed after."""

    __tablename__ = "reflection_version"
    __table_args__ = (sa.UniqueConstraint("reflection_id", "number"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    reflection_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reflection.id"))
    number: Mapped[int]
    words: Mapped[str]
    """The whole account. Of one that follows a model: its parts in order, a blank line between."""

    language: Mapped[str]
    saved_at: Mapped[datetime]
    title: Mapped[str | None] = mapped_column(info=LATER)
    """Of one that stands on its own."""

    model: Mapped[str | None] = mapped_column(info=LATER)
    """The model that it follows (`ReflectionModel`). Empty: free."""

    parts: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True), info=LATER)
    """What was written under each stage: key → words. Stages of other models are kept too, so that
    changing the model loses nothing."""


class ReflectionMapping(Recorded, Identified, Model):
    """A reflection says something of a criterion, of any of the practitioner's units."""

    __tablename__ = "reflection_mapping"
    __table_args__ = (
        sa.UniqueConstraint("reflection_id", "enrolment_id", "criterion_id"),
        sa.Index("ix_reflection_mapping_unit", "enrolment_id", "criterion_id"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    reflection_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reflection.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"))
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    """When its criterion was first put forward with it: from then on it stays."""
