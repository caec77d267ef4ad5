from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.db import Identified, Model, Recorded, Versioned


class Reflection(Recorded, Versioned, Identified, Model):
    """A practitioner's own account on a criterion of one of their units."""

    __tablename__ = "reflection"
    __table_args__ = (sa.UniqueConstraint("enrolment_id", "criterion_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    practitioner_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"))
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
    language: Mapped[str]
    saved_at: Mapped[datetime]


class ReflectionDraft(Identified, Model):
    """What is being typed, one for each open tab, until it is saved as a version."""

    __tablename__ = "reflection_draft"
    __table_args__ = (sa.UniqueConstraint("enrolment_id", "criterion_id", "tab_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    practitioner_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"))
    tab_id: Mapped[UUID]
    started_from: Mapped[int]
    """The version that the typing started from; 0 for none."""

    words: Mapped[str]
    language: Mapped[str]
    saved_at: Mapped[datetime]
