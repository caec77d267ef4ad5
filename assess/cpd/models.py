from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.cpd.rules.kinds import ActivityKind, CpdUnit, NeedSource
from assess.db import Identified, Model, Recorded, Versioned, one_of


class CpdNeed(Recorded, Versioned, Identified, Model):
    """Something that a person means to learn."""

    __tablename__ = "cpd_need"
    __table_args__ = (sa.Index("ix_cpd_need_owner", "person_id", "provider_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    words: Mapped[str]
    language: Mapped[str]
    source: Mapped[NeedSource] = mapped_column(one_of(NeedSource))
    criterion_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("criterion.id"))
    noted_on: Mapped[date]
    closed_on: Mapped[date | None]
    """When the person said that it is met, or no longer there."""


class CpdActivity(Recorded, Versioned, Identified, Model):
    """Something that a person plans to do, or did, to learn. Theirs, inside one provider."""

    __tablename__ = "cpd_activity"
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        sa.CheckConstraint("(hundredths IS NULL) = (unit IS NULL)", name="amount_has_unit"),
        sa.Index("ix_cpd_activity_owner", "person_id", "provider_id", "starts_on"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    title: Mapped[str]
    kind: Mapped[ActivityKind] = mapped_column(one_of(ActivityKind))
    is_planned: Mapped[bool]
    """Whether it was planned beforehand, or came unplanned."""

    starts_on: Mapped[date]
    ends_on: Mapped[date]
    done_on: Mapped[date | None]
    """Empty while it is still to be done."""

    hundredths: Mapped[int | None]
    """How much of it there was, in hundredths of the unit: 250 is 2.5. Always optional."""

    unit: Mapped[CpdUnit | None] = mapped_column(one_of(CpdUnit))
    given_by: Mapped[str]
    """Who gave it: a college, a body, a colleague."""

    learned: Mapped[str]
    applied: Mapped[str]
    impact: Mapped[str]
    impact_on: Mapped[str]
    """On whom it had an impact."""

    next_step: Mapped[str]
    language: Mapped[str]
    """The language that all these are written in."""

    need_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("cpd_need.id"), index=True)
    entry_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("learning_entry.id"), index=True)
    """The entry of the catalogue that it was."""

    lesson_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("lesson.id"))
    """The lesson that it cites."""

    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    """When its owner took it out of their record; it is kept, and counts no more."""


class CpdActivityCriterion(Recorded, Identified, Model):
    """An activity relates to a criterion of any standard that is loaded."""

    __tablename__ = "cpd_activity_criterion"
    __table_args__ = (sa.UniqueConstraint("activity_id", "criterion_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    activity_id: Mapped[UUID] = mapped_column(sa.ForeignKey("cpd_activity.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"), index=True)


class CpdActivityEvidence(Recorded, Identified, Model):
    """An activity is shown by a piece of the portfolio's own evidence: shared, never copied."""

    __tablename__ = "cpd_activity_evidence"
    __table_args__ = (sa.UniqueConstraint("activity_id", "evidence_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    activity_id: Mapped[UUID] = mapped_column(sa.ForeignKey("cpd_activity.id"))
    evidence_id: Mapped[UUID] = mapped_column(sa.ForeignKey("evidence.id"), index=True)


class CpdActivityReflection(Recorded, Identified, Model):
    """A reflection on an activity."""

    __tablename__ = "cpd_activity_reflection"
    __table_args__ = (sa.UniqueConstraint("activity_id", "reflection_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    activity_id: Mapped[UUID] = mapped_column(sa.ForeignKey("cpd_activity.id"))
    reflection_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reflection.id"), index=True)


class CpdMembership(Recorded, Versioned, Identified, Model):
    """Under which body's rules a person keeps their record, from a day on."""

    __tablename__ = "cpd_membership"
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        sa.Index("ix_cpd_membership_owner", "person_id", "provider_id"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    pack: Mapped[str]
    """The key of the rule pack (standards/cpd), whichever dated version of it is in force."""

    starts_on: Mapped[date]
    """The first day of the first year: later years start on the same day of the year."""

    ends_on: Mapped[date | None]
    target_hundredths: Mapped[int | None]
    target_unit: Mapped[CpdUnit | None] = mapped_column(one_of(CpdUnit))
    """The person's own target, for the pack that leaves it to them."""

    created_at: Mapped[datetime]


class CpdYear(Recorded, Versioned, Identified, Model):
    """What a person says of one year of a membership, beside its activities."""

    __tablename__ = "cpd_year"
    __table_args__ = (sa.UniqueConstraint("membership_id", "starts_on"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    membership_id: Mapped[UUID] = mapped_column(sa.ForeignKey("cpd_membership.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    answers: Mapped[dict[str, Any]]
    """To the pack's yes-or-no questions: key → true or false."""

    gaps: Mapped[list[Any]]
    """Explained gaps: a list of {"from", "until", "words", "language"}."""


class CpdStatement(Recorded, Identified, Model):
    """A reflection that counts as one of the statements that a pack asks for."""

    __tablename__ = "cpd_statement"
    __table_args__ = (sa.UniqueConstraint("year_id", "reflection_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    year_id: Mapped[UUID] = mapped_column(sa.ForeignKey("cpd_year.id"))
    reflection_id: Mapped[UUID] = mapped_column(sa.ForeignKey("reflection.id"))
    kind: Mapped[str]
    """The key of the pack's kind of statement: "core", "technical"."""


class CpdDeclarationRequest(Recorded, Versioned, Identified, Model):
    """A provider asks people in a role to declare a period."""

    __tablename__ = "cpd_declaration_request"
    __table_args__ = (sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"), index=True)
    asked_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    role: Mapped[str]
    """The role whose holders are asked."""

    starts_on: Mapped[date]
    ends_on: Mapped[date]
    due_on: Mapped[date]
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class CpdDeclaration(Recorded, Identified, Model):
    """A person declares that their record of a period is true. What it says is not shown."""

    __tablename__ = "cpd_declaration"
    __table_args__ = (sa.Index("ix_cpd_declaration_owner", "person_id", "provider_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    request_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("cpd_declaration_request.id"))
    membership_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("cpd_membership.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    words: Mapped[str]
    """The declaration as it stood on the page."""

    language: Mapped[str]
    summary: Mapped[dict[str, Any]]
    """What the record held on that day: amounts, activities' ids and digests."""

    declared_at: Mapped[datetime]


class CpdRelease(Recorded, Versioned, Identified, Model):
    """An assessor or IQA lets the EQA see their record of a period."""

    __tablename__ = "cpd_release"
    __table_args__ = (sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    released_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class CpdFeed(Identified, Model):
    """A calendar address that anybody who has it can read: only its token's hash is kept."""

    __tablename__ = "cpd_feed"
    __table_args__ = (sa.UniqueConstraint("person_id", "provider_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
