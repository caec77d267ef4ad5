"""Mail: an outbox in the database, written with the deed, sent once, tried again when it fails.

A message is queued as its kind and facts; it is put into words, in the person's language,
when it is sent.
"""

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from assess.bilingual import Language
from assess.db import Identified, Model
from assess.meetings import FILE_NAME
from assess.settings import Settings

TRIES = 8
FIRST_WAIT = timedelta(minutes=1)


class OutgoingMail(Identified, Model):
    __tablename__ = "outgoing_mail"
    __table_args__ = (sa.Index("ix_outgoing_mail_due", "sent_at", "due_at"),)

    to_name: Mapped[str]
    to_address: Mapped[str]
    language: Mapped[str]
    kind: Mapped[str]
    """Names the template of its words: templates/emails/<kind>.txt."""

    facts: Mapped[dict[str, Any]]
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None]


@dataclass(frozen=True)
class Message:
    mail_id: UUID
    to_name: str
    to_address: str
    subject: str
    body: str
    stop_address: str = ""
    """Where a post, without signing in, ends mails of this kind. Empty: they cannot be ended."""

    invitation: bytes | None = None
    """The file of the meeting that the message invites to, where it invites to one."""


class Mailer(Protocol):
    def send(self, message: Message) -> None:
        """Hand a message to the mail server.

        Raises:
            OSError: when it was not taken; it is tried again later.

        """
        ...


@dataclass
class MemoryMailer:
    """Keeps what it is given: for tests, and for an installation without a mail server."""

    sent: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> None:
        self.sent.append(message)


@dataclass(frozen=True)
class SmtpMailer:
    settings: Settings

    def send(self, message: Message) -> None:
        mail = EmailMessage()
        mail["From"] = self.settings.mail_from
        mail["To"] = message.to_address
        mail["Subject"] = message.subject
        mail["Date"] = formatdate(localtime=False)
        # The same id at each try lets the receiving side drop a second copy.
        domain = self.settings.mail_from.rpartition("@")[2]
        mail["Message-ID"] = f"<{message.mail_id}@{domain}>" if domain else make_msgid()
        mail["Auto-Submitted"] = "auto-generated"
        if message.stop_address:
            mail["List-Unsubscribe"] = f"<{message.stop_address}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail.set_content(message.body)
        if message.invitation is not None:
            mail.add_attachment(
                message.invitation.decode(),
                subtype="calendar",
                filename=FILE_NAME,
                params={"method": "REQUEST"},
            )
        with smtplib.SMTP(self.settings.smtp_host, self.settings.smtp_port, timeout=20) as server:
            if self.settings.smtp_starttls:
                server.starttls(context=ssl.create_default_context())
            if self.settings.smtp_user:
                server.login(self.settings.smtp_user, self.settings.smtp_password)
            server.send_message(mail)


def queue_mail(
    session: Session,
    *,
    to_name: str,
    to_address: str,
    language: Language,
    kind: str,
    facts: dict[str, Any],
    now: datetime,
) -> None:
    """Put a message into the outbox, in the transaction of the deed that it tells of."""
    session.info["work_waiting"] = True
    session.add(
        OutgoingMail(
            to_name=to_name,
            to_address=to_address,
            language=language.value,
            kind=kind,
            facts=facts,
            queued_at=now,
            due_at=now,
        )
    )


def wait_before_try(tries: int) -> timedelta:
    """Give how long to wait after so many failed tries: one minute, doubled each time."""
    return FIRST_WAIT * (1 << (tries - 1))
