"""Digests: one mail with what is new since the last one, at the hour, once.

Nothing is kept of when a digest was sent: what is due is what happened before the hour and has
not been mailed. It is claimed and its mail is queued in one transaction, so whoever comes
second finds nothing; the outbox then tries again when the mail server is away.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.bilingual import Language
from assess.db import db, writing
from assess.mail import queue_mail
from assess.notifications.models import MailChoice, Notification
from assess.notifications.queries import find_mail_choices, holds_a_role
from assess.notifications.rules import DIGEST, Frequency, last_digest, path_of
from assess.notifications.service.choosing import stop_token
from assess.people.models import Person

Say = Callable[[Language, str, dict[str, Any]], str]
"""Says a notification, by its kind and facts, in one line of a language."""


def send_digests(*, now: datetime, say: Say) -> int:
    """Queue the digests that are due; give how many."""
    queued = 0
    for person_id in _list_due(db.session(), now):
        with writing() as session:
            queued += _send_digest(session, person_id=person_id, now=now, say=say)
    return queued


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    """Give the condition that a notification's hour has come. Daily is for changed minds, too."""
    weekly = MailChoice.frequency == Frequency.WEEKLY
    return sa.and_(
        Notification.mailed_at.is_(None),
        Notification.created_at < last_digest(now, Frequency.DAILY),
        sa.func.coalesce(~weekly, sa.true())
        | (Notification.created_at < last_digest(now, Frequency.WEEKLY)),
    )


def _of_choice() -> sa.ColumnElement[bool]:
    return (MailChoice.person_id == Notification.person_id) & (MailChoice.kind == Notification.kind)


def _list_due(session: Session, now: datetime) -> list[UUID]:
    session.rollback()
    return list(
        session.scalars(
            sa.select(Notification.person_id)
            .outerjoin(MailChoice, _of_choice())
            .where(_is_due(now))
            .distinct()
        )
    )


def _send_digest(session: Session, *, person_id: UUID, now: datetime, say: Say) -> bool:
    """Claim what is due to a person and queue it as one mail; False where nothing is left."""
    # Whoever claims the same rows at this moment is waited for, and has then mailed them.
    session.execute(
        sa.select(Notification.id)
        .where(Notification.person_id == person_id, Notification.mailed_at.is_(None))
        .order_by(Notification.id)
        .with_for_update()
    ).all()
    rows = session.execute(
        sa.select(Notification, holds_a_role(Notification.person_id, Notification.provider_id))
        .outerjoin(MailChoice, _of_choice())
        .where(Notification.person_id == person_id, _is_due(now))
        .order_by(Notification.created_at, Notification.id)
    ).all()
    choices = find_mail_choices(session, person_id)
    new = []
    for notification, is_here in rows:
        notification.mailed_at = now
        wanted = choices.get(notification.kind, Frequency.AT_ONCE) is not Frequency.NEVER
        if is_here and wanted and notification.read_at is None:
            new.append(notification)
    if new:
        _queue(session, session.get_one(Person, person_id), new, now, say)
    return bool(new)


def _queue(
    session: Session,
    person: Person,
    new: list[Notification],
    now: datetime,
    say: Say,
) -> None:
    queue_mail(
        session,
        to_name=person.name,
        to_address=person.email,
        language=person.language,
        kind="digest",
        facts={
            "lines": [
                {
                    "words": say(person.language, one.kind, one.facts),
                    "path": path_of(one.kind, one.facts, person.language),
                }
                for one in new
            ],
            "new": len(new),
            "stop": stop_token(session, person_id=person.id, stops=DIGEST),
        },
        now=now,
    )
