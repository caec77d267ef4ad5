from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.db import Identified, Model, Recorded, Versioned, one_of
from assess.evidence.rules import EvidenceForm, EvidenceKind, LocatorKind
from assess.journal.rules import LATER


class Evidence(Recorded, Versioned, Identified, Model):
    """Something offered. Belongs to a practitioner, inside one provider."""

    __tablename__ = "evidence"
    __table_args__ = (sa.Index("ix_evidence_owner", "provider_id", "practitioner_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    practitioner_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    """Whose evidence it is."""

    made_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    """Who recorded it: the practitioner, or for observations and the like the assessor."""

    kind: Mapped[EvidenceKind] = mapped_column(one_of(EvidenceKind))
    simulated: Mapped[bool] = mapped_column(default=False)
    prior_learning: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None]
    """When the practitioner confirmed what the assessor recorded."""

    newest: Mapped[int] = mapped_column(default=1)
    """The number of the newest version."""

    created_at: Mapped[datetime]


class EvidenceVersion(Recorded, Identified, Model):
    """One version of a piece of evidence: what was offered, described and dated."""

    __tablename__ = "evidence_version"
    __table_args__ = (sa.UniqueConstraint("evidence_id", "number"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    evidence_id: Mapped[UUID] = mapped_column(sa.ForeignKey("evidence.id"))
    number: Mapped[int]
    form: Mapped[EvidenceForm] = mapped_column(one_of(EvidenceForm))
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    """What it is, and for a photograph what and who it shows."""

    language: Mapped[str]
    """The language of the evidence itself, as a BCP 47 tag."""

    made_on: Mapped[date]
    """When the evidence came about, as its maker says."""

    text: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    held_at: Mapped[str] = mapped_column(default="")
    """For a pointer: where the thing is held."""

    answers: Mapped[list[Any]] = mapped_column(default=list)
    """For questioning: a list of {"question", "answer"}."""

    sha256: Mapped[str]
    """Of the canonical JSON of all the above and of the files' own hashes."""

    created_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    created_at: Mapped[datetime]
    why: Mapped[str] = mapped_column(default="")
    """Why there is a newer version, where its maker said so."""

    submitted_at: Mapped[datetime | None]
    """When it was first put forward: from then on it is immutable and cannot be deleted."""

    sections: Mapped[list[Any] | None] = mapped_column(sa.JSON(none_as_null=True), info=LATER)
    """Of a written plan: its sections as they stood, each with key, headings and blocks."""


class EvidenceFile(Recorded, Identified, Model):
    """One file of a version, kept byte for byte under its hash."""

    __tablename__ = "evidence_file"
    __table_args__ = (sa.UniqueConstraint("evidence_version_id", "position"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    evidence_version_id: Mapped[UUID] = mapped_column(sa.ForeignKey("evidence_version.id"))
    position: Mapped[int]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(sa.BigInteger)
    sha256: Mapped[str] = mapped_column(index=True)
    preview_sha256: Mapped[str | None] = mapped_column(index=True)
    """For images: a JPEG, turned upright, for pages and prints."""

    pages: Mapped[int | None]
    """For a PDF: how many pages it has."""

    location_removed: Mapped[bool] = mapped_column(default=False)
    """Whether a photograph's position was taken out at its maker's wish, before hashing."""


class Mapping(Recorded, Identified, Model):
    """Evidence shows a criterion, at a place in it."""

    __tablename__ = "mapping"
    __table_args__ = (
        sa.UniqueConstraint("evidence_id", "enrolment_id", "criterion_id"),
        sa.Index("ix_mapping_unit", "enrolment_id", "criterion_id", "created_at"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    evidence_id: Mapped[UUID] = mapped_column(sa.ForeignKey("evidence.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"))
    locator_kind: Mapped[LocatorKind] = mapped_column(
        one_of(LocatorKind), default=LocatorKind.WHOLE
    )
    locator: Mapped[str] = mapped_column(default="")
    """A page or paragraph number, or a time as seconds; empty for the whole."""

    file_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("evidence_file.id"), info=LATER)
    """The file that the place is in, as it stood when it was chosen; None where it is not said."""

    created_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    """When its criterion was first put forward with it: from then on it stays."""


class Seen(Recorded, Identified, Model):
    """An assessor looked at a thing that is held elsewhere: where, and on which day."""

    __tablename__ = "seen"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    evidence_version_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("evidence_version.id"), index=True
    )
    seen_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    place: Mapped[str]
    seen_on: Mapped[date]
    created_at: Mapped[datetime]


class BankQuestion(Recorded, Identified, Model):
    """A question that a provider keeps for its assessors to ask."""

    __tablename__ = "bank_question"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"), index=True)
    criterion_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("criterion.id"))
    words: Mapped[str]
    language: Mapped[str]
    created_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class FileText(Model):
    """The words that were taken out of a file, by its content: read once, however often offered."""

    __tablename__ = "file_text"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str]
    is_cut: Mapped[bool]
    """Whether there was more than is kept."""

    trouble: Mapped[str]
    """Why nothing could be taken out; empty where something was, or where there are no words."""

    taken_at: Mapped[datetime]
