from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.actor import Role
from assess.db import Identified, Model, Recorded, Versioned, one_of
from assess.journal.rules import LATER
from assess.learning.rules import Audience, EntryKind, LessonState


class LearningEntry(Recorded, Versioned, Identified, Model):
    """Something to learn from: of one provider's catalogue, or of everybody's."""

    __tablename__ = "learning_entry"
    __table_args__ = (sa.UniqueConstraint("owner_id", "key"),)

    owner_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("provider.id"), index=True)
    """The provider whose catalogue it is in; empty where it serves every provider."""

    key: Mapped[str | None]
    """Of an entry that came from a file (standards/learning): its name there."""

    kind: Mapped[EntryKind] = mapped_column(one_of(EntryKind))
    title_en: Mapped[str]
    title_cy: Mapped[str]
    summary_en: Mapped[str]
    summary_cy: Mapped[str]
    caveat_en: Mapped[str]
    caveat_cy: Mapped[str]
    """What is not known, or may be out of date."""

    language: Mapped[str]
    """The language that it is held or written in, as a BCP 47 tag."""

    given_by: Mapped[str]
    address: Mapped[str]
    minutes: Mapped[int | None]
    """How long it takes; empty where that is not known."""

    starts_on: Mapped[date | None]
    """Of an event: its day."""

    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class LearningEntryCriterion(Recorded, Identified, Model):
    """What an entry is good for."""

    __tablename__ = "learning_entry_criterion"
    __table_args__ = (sa.UniqueConstraint("entry_id", "criterion_id"),)

    entry_id: Mapped[UUID] = mapped_column(sa.ForeignKey("learning_entry.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"), index=True)


class RequiredLearning(Recorded, Versioned, Identified, Model):
    """A provider asks everybody in a role to have done an entry."""

    __tablename__ = "required_learning"
    __table_args__ = (sa.UniqueConstraint("provider_id", "entry_id", "role"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    entry_id: Mapped[UUID] = mapped_column(sa.ForeignKey("learning_entry.id"))
    role: Mapped[Role] = mapped_column(one_of(Role))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Lesson(Recorded, Versioned, Identified, Model):
    """A short note on what was learned, passed on to others."""

    __tablename__ = "lesson"
    __table_args__ = (
        sa.Index("ix_lesson_provider", "provider_id", "state"),
        sa.Index("ix_lesson_everyone", "audience", "state"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    author_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    title: Mapped[str]
    words: Mapped[str]
    language: Mapped[str]
    audience: Mapped[Audience] = mapped_column(one_of(Audience))
    cohort: Mapped[str]
    """The cohort's name on the day of publishing, where the audience is a cohort."""

    state: Mapped[LessonState] = mapped_column(one_of(LessonState))
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    reviewed_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    reviewed_at: Mapped[datetime | None]
    reason: Mapped[str]
    """Why a manager sent it back or withdrew it; empty where its author withdrew it."""

    cohort_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("cohort.id"), info=LATER)
    """The cohort, so that the lesson follows it when it is renamed."""

    reason_language: Mapped[str | None] = mapped_column(info=LATER)
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=LATER)
    earlier: Mapped[list[Any] | None] = mapped_column(sa.JSON(none_as_null=True), info=LATER)
    """What was sent back and written anew: {"title", "words", "language", "reason",
    "reason_language", "returned_at"}, the oldest first."""


class LessonCriterion(Recorded, Identified, Model):
    __tablename__ = "lesson_criterion"
    __table_args__ = (sa.UniqueConstraint("lesson_id", "criterion_id"),)

    lesson_id: Mapped[UUID] = mapped_column(sa.ForeignKey("lesson.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"), index=True)


class LessonMark(Identified, Model):
    """Somebody found a lesson useful. A mark is no record, and can be taken back."""

    __tablename__ = "lesson_mark"
    __table_args__ = (sa.UniqueConstraint("lesson_id", "person_id"),)

    lesson_id: Mapped[UUID] = mapped_column(sa.ForeignKey("lesson.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    created_at: Mapped[datetime]


class LessonCitation(Recorded, Identified, Model):
    """Somebody names a lesson as a source of their own reflection."""

    __tablename__ = "lesson_citation"
    __table_args__ = (sa.UniqueConstraint("lesson_id", "reflection_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    lesson_id: Mapped[UUID] = mapped_column(sa.ForeignKey("lesson.id"))
    reflection_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reflection.id"), index=True)
    created_at: Mapped[datetime]
