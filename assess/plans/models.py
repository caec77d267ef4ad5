from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.db import Identified, Model, Recorded, Versioned


class PlanTemplate(Recorded, Identified, Model):
    """A template as it stood in its file. A changed file is a new row, never an edit."""

    __tablename__ = "plan_template"
    __table_args__ = (sa.UniqueConstraint("owner_id", "key", "sha256"),)

    owner_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("provider.id"), index=True)
    """The provider that added it; empty where it serves every provider."""

    key: Mapped[str]
    """Its name, such as "social-media-strategy"."""

    text: Mapped[str]
    """The file's own text (TOML)."""

    sha256: Mapped[str]
    imported_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    """Set when a newer one of the same key came: plans that were begun stay on the old one."""


class Plan(Recorded, Versioned, Identified, Model):
    """A template being filled in by a practitioner."""

    __tablename__ = "plan"
    __table_args__ = (sa.Index("ix_plan_owner", "person_id", "provider_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    template_id: Mapped[UUID] = mapped_column(sa.ForeignKey("plan_template.id"))
    title: Mapped[str]
    language: Mapped[str]
    """The language that it is written in. Labels are shown in the reader's choice."""

    evidence_id: Mapped[UUID | None]
    """The piece of evidence that it was put forward as; each time anew it gets a version. No
    foreign key: evidence that was never submitted may be deleted, and the plan stays."""

    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class PlanSection(Recorded, Versioned, Identified, Model):
    """One section of a plan: an identity that versions are added to."""

    __tablename__ = "plan_section"
    __table_args__ = (sa.UniqueConstraint("plan_id", "key"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    plan_id: Mapped[UUID] = mapped_column(sa.ForeignKey("plan.id"))
    key: Mapped[str]
    """The section's key in the template, such as "goals"."""

    newest: Mapped[int]


class PlanSectionVersion(Recorded, Identified, Model):
    """What was saved of a section, never changed after."""

    __tablename__ = "plan_section_version"
    __table_args__ = (sa.UniqueConstraint("section_id", "number"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    section_id: Mapped[UUID] = mapped_column(sa.ForeignKey("plan_section.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]]
    """Field key → text, or for a table a list of rows: the row's id, and column key → text."""

    saved_at: Mapped[datetime]
