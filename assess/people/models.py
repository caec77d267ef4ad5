from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.actor import Role
from assess.bilingual import Language
from assess.db import Identified, Model, Recorded, Versioned, one_of
from assess.journal.rules import LATER
from assess.people.rules import LinkPurpose, PractitionerWord


class Provider(Recorded, Versioned, Identified, Model):
    """A training provider: the tenant. Nobody sees another provider's people."""

    __tablename__ = "provider"

    name_en: Mapped[str]
    name_cy: Mapped[str]
    practitioner_word: Mapped[PractitionerWord] = mapped_column(
        one_of(PractitionerWord), default=PractitionerWord.PRACTITIONER
    )
    working_translation_sign_off: Mapped[bool] = mapped_column(default=True)
    """Whether a unit may be signed off on a working translation."""

    created_at: Mapped[datetime]
    turnaround_days: Mapped[int | None] = mapped_column(info=LATER)
    """Working days within which the provider promises an answer. Empty: ten."""

    appeal_days: Mapped[int | None] = mapped_column(info=LATER)
    """Working days within which a practitioner may appeal. Empty: twenty."""

    retention_months: Mapped[int | None] = mapped_column(info=LATER)
    """How long a portfolio is kept after its last unit was signed off. Empty: 36."""

    release_needs_iqa: Mapped[bool | None] = mapped_column(info=LATER)
    """Whether a signed-off unit waits for internal quality assurance. Empty: it does."""

    second_factor_required: Mapped[bool | None] = mapped_column(info=LATER)
    """Whether assessors, IQAs and managers must prove themselves with a second factor."""


class Site(Recorded, Versioned, Identified, Model):
    """A place of the provider's. Roles name it by its name."""

    __tablename__ = "site"
    __table_args__ = (sa.UniqueConstraint("provider_id", "name"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    name: Mapped[str]
    created_at: Mapped[datetime]


class Person(Recorded, Versioned, Identified, Model):
    """One human with one sign-in, in one or more providers."""

    __tablename__ = "person"

    email: Mapped[str] = mapped_column(unique=True)
    """Lower case throughout."""

    name: Mapped[str]
    language: Mapped[Language] = mapped_column(one_of(Language))
    created_at: Mapped[datetime]


class Credential(Model):
    """How a person proves who they are. Apart from the person, and never in the journal."""

    __tablename__ = "credential"

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    password_hash: Mapped[str | None]
    """Argon2id; empty until the invitation is taken up."""

    totp_secret: Mapped[str | None]
    """Set once the second factor is confirmed, and sealed: see assess/keys.py."""

    totp_last_step: Mapped[int] = mapped_column(default=0)
    """The newest code used, so that none is used twice."""

    recovery_hashes: Mapped[list[Any]] = mapped_column(default=list)


class RoleHolding(Recorded, Versioned, Identified, Model):
    """A person's role at a provider. A leaver's has an end and opens nothing."""

    __tablename__ = "role_holding"
    __table_args__ = (
        sa.UniqueConstraint("provider_id", "person_id", "role"),
        sa.Index("ix_role_holding_site", "provider_id", "role", "ended_at", "site", "person_id"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(one_of(Role))
    site: Mapped[str] = mapped_column(default="")
    qualified_on: Mapped[date | None]
    """For assessors and IQAs. Empty: not yet qualified."""

    invited_as: Mapped[str | None]
    """The name that the manager typed, until the person takes the role up; until then the role
    opens nothing, and a name that they go by at another provider is not shown at this one."""

    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    judges_in: Mapped[list[Any] | None] = mapped_column(sa.JSON(none_as_null=True), info=LATER)
    """For assessors and IQAs: the tags of the languages whose evidence they can judge."""

    capacity: Mapped[int | None] = mapped_column(info=LATER)
    """For assessors and IQAs: how many open units they can carry."""


class OneTimeLink(Identified, Model):
    """An invitation or a reset: works once, for a while. Only the token's hash is kept."""

    __tablename__ = "one_time_link"

    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    """Empty where a reset was asked for an address that nobody has: it took as long to answer."""

    provider_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("provider.id"))
    """Who invites. Empty for a reset."""

    purpose: Mapped[LinkPurpose] = mapped_column(one_of(LinkPurpose))
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
