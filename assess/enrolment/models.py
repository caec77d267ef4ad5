from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.actor import Role
from assess.bilingual import Language
from assess.db import Identified, Model, Recorded, Versioned, one_of
from assess.journal.rules import LATER


class Enrolment(Recorded, Versioned, Identified, Model):
    """A practitioner on a standard. The unit, their work towards it, goes by the same id."""

    __tablename__ = "enrolment"
    __table_args__ = (
        sa.UniqueConstraint("provider_id", "practitioner_id", "standard_id"),
        sa.CheckConstraint("practitioner_id <> assessor_id", name="not_own_assessor"),
        sa.CheckConstraint("practitioner_id <> iqa_id", name="not_own_iqa"),
        sa.CheckConstraint("assessor_id <> iqa_id", name="iqa_is_not_assessor"),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        sa.Index(
            "ix_enrolment_choices",
            "provider_id",
            "cohort",
            "assessment_language",
            "standard_id",
            "practitioner_id",
        ),
        sa.Index("ix_enrolment_assessor", "assessor_id", "provider_id"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    practitioner_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    standard_id: Mapped[UUID] = mapped_column(sa.ForeignKey("standard.id"))
    assessor_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    iqa_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    cohort: Mapped[str] = mapped_column(default="")
    qualification: Mapped[str] = mapped_column(default="")
    awarding_body: Mapped[str] = mapped_column(default="")
    registration_number: Mapped[str] = mapped_column(default="")
    registered_on: Mapped[date | None]
    learner_number: Mapped[str] = mapped_column(default="")
    """The ULN."""

    assessment_language: Mapped[Language | None] = mapped_column(one_of(Language))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    created_at: Mapped[datetime]
    certificate_claimed_on: Mapped[date | None] = mapped_column(info=LATER)


class Cohort(Recorded, Versioned, Identified, Model):
    """Practitioners who start together. Enrolments name it by its name."""

    __tablename__ = "cohort"
    __table_args__ = (
        sa.UniqueConstraint("provider_id", "name"),
        sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    name: Mapped[str]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    created_at: Mapped[datetime]


class Allocation(Recorded, Identified, Model):
    """Who was given a unit to assess or to quality-assure, when and by whom. Only ever added."""

    __tablename__ = "allocation"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"), index=True)
    role: Mapped[Role] = mapped_column(one_of(Role))
    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    """Empty where the unit was taken from somebody and given to nobody yet."""

    allocated_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    allocated_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    reason_language: Mapped[str | None] = mapped_column(info=LATER)
    """Of the reason, as a BCP 47 tag; empty where no reason is given."""


class Competence(Recorded, Identified, Model):
    """A standard that an assessor or IQA is occupationally competent in, at one provider."""

    __tablename__ = "competence"
    __table_args__ = (sa.UniqueConstraint("provider_id", "person_id", "standard_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    standard_id: Mapped[UUID] = mapped_column(sa.ForeignKey("standard.id"))
    created_at: Mapped[datetime]


class Import(Identified, Model):
    """A list of people that somebody uploaded, kept for a while between its preview and its end.

    Not on record: what it did is, row by row, in the deed of the import.
    """

    __tablename__ = "import"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    """Who uploaded it, and alone may see it."""

    file_name: Mapped[str]
    columns: Mapped[list[Any]]
    rows: Mapped[list[Any]]
    """Each row's line and its cells."""

    unsaid_language: Mapped[Language] = mapped_column(one_of(Language))
    """In which people are invited whose row names no language: that of the page."""

    created_at: Mapped[datetime]
    job_id: Mapped[UUID | None]
    """The newest job that was to do it. A refused one may be asked for again."""

    result: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    """Written with what was imported, so that a job that is done again finds it done."""


class UnitMove(Recorded, Identified, Model):
    """A unit went on under a newer version of its standard. Only ever added."""

    __tablename__ = "unit_move"
    __table_args__ = (sa.UniqueConstraint("enrolment_id", "to_standard_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"))
    from_standard_id: Mapped[UUID] = mapped_column(sa.ForeignKey("standard.id"))
    to_standard_id: Mapped[UUID] = mapped_column(sa.ForeignKey("standard.id"))
    reason: Mapped[str]
    language: Mapped[str]
    moved_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    moved_at: Mapped[datetime]


class Succession(Recorded, Identified, Model):
    """The criterion that took another's place in a move: what was recorded went on with it.

    With it every row can be read as it stood before the move, and its entry in the journal
    from before still vouches for what is read.
    """

    __tablename__ = "succession"
    __table_args__ = (
        sa.UniqueConstraint("unit_move_id", "from_criterion_id"),
        sa.UniqueConstraint("unit_move_id", "to_criterion_id"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    unit_move_id: Mapped[UUID] = mapped_column(sa.ForeignKey("unit_move.id"))
    from_criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"))
    to_criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"))
    reworded: Mapped[bool]
