"""Puts queued mail into words, in the reader's language, and hands it to the mail server."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from flask import render_template

from assess.bilingual import Language
from assess.db import db, writing
from assess.mail import TRIES, Mailer, Message, OutgoingMail, wait_before_try
from assess.meetings import Invited, Meeting, write_invitation
from assess.web.language import in_language

log = logging.getLogger(__name__)
HELD = timedelta(minutes=15)
"""How long a message that is being sent is kept from being sent a second time."""


def put_into_words(mail: OutgoingMail, address: str) -> Message:
    """Write a queued message out. The first line of its template is the subject."""
    language, token = Language(mail.language), mail.facts.get("stop")
    stop_address = f"{address}/{language.value}/mail-to-stop/{token}" if token else ""
    with in_language(language):
        words = render_template(
            f"emails/{mail.kind}.txt",
            name=mail.to_name,
            site=address,
            language=language,
            **mail.facts | {"stop": stop_address},
        ).strip()
    subject, _, body = words.partition("\n")
    body = body.strip() + "\n"
    return Message(
        mail.id,
        mail.to_name,
        mail.to_address,
        subject,
        body,
        stop_address,
        _invitation(mail, subject, body),
    )


def _invitation(mail: OutgoingMail, subject: str, body: str) -> bytes | None:
    """Make the file of the meeting that a message invites to, in the message's own words."""
    meeting = mail.facts.get("meeting")
    if meeting is None:
        return None
    return write_invitation(
        Meeting.of(meeting),
        title=subject,
        words=body,
        language=mail.language,
        invited=Invited(mail.to_name, mail.to_address),
    )


def send_due_mail(mailer: Mailer, *, address: str, now: datetime | None = None) -> int:
    """Send what is due; give how many messages were sent."""
    sent = 0
    while (mail := _claim_due(now or datetime.now(UTC))) is not None:
        try:
            mailer.send(put_into_words(mail, address))
        except OSError as away:
            _put_off(mail.id, f"{type(away).__name__}: {away}"[:500], now or datetime.now(UTC))
        else:
            _mark_sent(mail.id, now or datetime.now(UTC))
            sent += 1
    return sent


def _claim_due(now: datetime) -> OutgoingMail | None:
    with writing() as session:
        mail = session.scalar(
            sa.select(OutgoingMail)
            .where(
                OutgoingMail.sent_at.is_(None),
                OutgoingMail.due_at <= now,
                OutgoingMail.tries < TRIES,
            )
            .order_by(OutgoingMail.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if mail is not None:
            mail.tries += 1
            mail.due_at = now + HELD
    return mail


def _put_off(mail_id: UUID, error: str, now: datetime) -> None:
    with writing() as session:
        mail = session.get_one(OutgoingMail, mail_id)
        mail.error = error
        mail.due_at = now + wait_before_try(mail.tries)
    log.warning("mail %s not sent: %s", mail_id, error)


def _mark_sent(mail_id: UUID, now: datetime) -> None:
    with writing() as session:
        mail = session.get_one(OutgoingMail, mail_id)
        mail.sent_at, mail.error = now, None
        # A link that lets somebody in is no longer ours to keep.
        mail.facts = {}


def list_kept_mail(address: str, *, limit: int = 100) -> list[tuple[OutgoingMail, Message]]:
    """Give the newest messages in words: for the demonstration, which sends none."""
    newest = db.session.scalars(
        sa.select(OutgoingMail).order_by(OutgoingMail.queued_at.desc()).limit(limit)
    )
    return [(mail, put_into_words(mail, address)) for mail in newest]
