from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.bilingual import Language
from assess.db import Identified, Model, Recorded, one_of
from assess.standards.rules.kinds import CriterionKind
from assess.standards.rules.values import Provenance


class Standard(Recorded, Identified, Model):
    """One version of one NOS under its URN: an identity that texts are added to."""

    __tablename__ = "standard"
    __table_args__ = (
        sa.UniqueConstraint("urn", "edition", "owner_id"),
        sa.Index(
            "uq_standard_for_all",
            "urn",
            "edition",
            unique=True,
            sqlite_where=sa.text("owner_id IS NULL"),
            postgresql_where=sa.text("owner_id IS NULL"),
        ),
    )

    urn: Mapped[str]
    edition: Mapped[str]
    """The version of the NOS, as its address shows it: INSSMA11/1."""

    owner_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("provider.id"))
    """The provider that imported it; empty where it serves every provider."""

    text_en_id: Mapped[UUID | None]
    text_cy_id: Mapped[UUID | None]
    """The newest text in each language. No foreign key: the two tables would need each other."""

    note_en: Mapped[str | None]
    note_cy: Mapped[str | None]
    created_at: Mapped[datetime]


class Criterion(Recorded, Identified, Model):
    """One identity with text in two languages; evidence is mapped to it, never to a text."""

    __tablename__ = "criterion"
    __table_args__ = (sa.UniqueConstraint("standard_id", "label"),)

    standard_id: Mapped[UUID] = mapped_column(sa.ForeignKey("standard.id"))
    kind: Mapped[CriterionKind] = mapped_column(one_of(CriterionKind))
    label: Mapped[str]
    position: Mapped[int]
    """Performance criteria first, then knowledge, each in the document's order."""

    note_en: Mapped[str | None]
    note_cy: Mapped[str | None]
    """Ours: where the two published texts differ in meaning."""


class StandardText(Recorded, Identified, Model):
    """One revision of a standard's whole text in one language. Never changed once written."""

    __tablename__ = "standard_text"
    __table_args__ = (sa.UniqueConstraint("standard_id", "language", "revision"),)

    standard_id: Mapped[UUID] = mapped_column(sa.ForeignKey("standard.id"))
    language: Mapped[Language] = mapped_column(one_of(Language))
    revision: Mapped[int]
    provenance: Mapped[Provenance] = mapped_column(one_of(Provenance))
    title: Mapped[str]
    overview: Mapped[str]
    glossary: Mapped[list[Any]]
    """A list of {"place", "term", "definition"}: entries of one place belong together."""

    details: Mapped[dict[str, Any]]
    """The document's metadata: English field name in snake_case → text as printed."""

    source: Mapped[dict[str, Any]]
    """Where the text came from: document, url, retrieved, note_en, note_cy."""

    search_words: Mapped[str]
    """Title, overview and criteria folded for search."""

    imported_at: Mapped[datetime]


class CriterionText(Recorded, Identified, Model):
    """A criterion's words in one revision."""

    __tablename__ = "criterion_text"
    __table_args__ = (sa.UniqueConstraint("text_id", "criterion_id"),)

    text_id: Mapped[UUID] = mapped_column(sa.ForeignKey("standard_text.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"), index=True)
    words: Mapped[str]
    group: Mapped[str | None]
