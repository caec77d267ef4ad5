from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.db import Identified, Model, one_of
from assess.notifications.rules import Frequency


class Notification(Identified, Model):
    """One thing that a person is told, at one provider."""

    __tablename__ = "notification"
    __table_args__ = (
        sa.Index("ix_notification_person", "person_id", "provider_id", "created_at"),
        sa.Index("ix_notification_unmailed", "mailed_at", "person_id"),
        sa.Index(
            "ix_notification_unread",
            "person_id",
            "provider_id",
            sqlite_where=sa.text("read_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL"),
        ),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    kind: Mapped[str]
    """Names its words: see the table of kinds in rules."""

    facts: Mapped[dict[str, Any]]
    """What its words are filled in with. Never what somebody wrote or offered as evidence."""

    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
    """When it went into the outbox, alone or in a digest, or was found not to be wanted."""


class MailChoice(Identified, Model):
    """How a person wants to be told of one kind of thing by mail. None made: at once."""

    __tablename__ = "mail_choice"
    __table_args__ = (sa.UniqueConstraint("person_id", "kind"),)

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    kind: Mapped[str]
    frequency: Mapped[Frequency] = mapped_column(one_of(Frequency))


class MailStop(Identified, Model):
    """The link in a person's mails that ends mails of one kind, without signing in.

    It opens nothing else, and works as long as the mails are kept: so its token is kept too.
    """

    __tablename__ = "mail_stop"

    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    stops: Mapped[str]
    """A kind of thing, or all that comes in digests."""

    token: Mapped[str] = mapped_column(unique=True)
