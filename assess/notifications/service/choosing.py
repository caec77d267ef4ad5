import secrets
from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.notifications.models import MailChoice, MailStop
from assess.notifications.rules import DIGEST, GATHERED, KINDS, Frequency


def choose_mail(session: Session, *, actor: Actor, choices: Mapping[str, Frequency]) -> None:
    """Keep how the actor wants to be told of some kinds of thing by mail.

    It is no part of the record of anybody's work, so the journal says nothing of it.
    """
    for kind, frequency in choices.items():
        _choose(session, actor.person_id, kind, frequency)


def stop_mail(session: Session, *, token: str) -> str | None:
    """End the mails that a link in one of them ends; give what was ended, or None.

    It is a kind of thing, or the digest: then everything that is gathered in digests.
    """
    link = session.scalar(sa.select(MailStop).where(MailStop.token == token))
    if link is None:
        return None
    if link.stops == DIGEST:
        gathered = session.scalars(
            sa.select(MailChoice).where(
                MailChoice.person_id == link.person_id, MailChoice.frequency.in_(GATHERED)
            )
        )
        for choice in gathered:
            choice.frequency = Frequency.NEVER
    elif link.stops in KINDS:
        _choose(session, link.person_id, link.stops, Frequency.NEVER)
    return link.stops


def stop_token(session: Session, *, person_id: UUID, stops: str) -> str:
    """Give the token of the link that ends a person's mails of this kind.

    Two deeds at the same moment may make one each: both then work.
    """
    token = session.scalar(
        sa.select(MailStop.token)
        .where(MailStop.person_id == person_id, MailStop.stops == stops)
        .order_by(MailStop.id)
        .limit(1)
    )
    if token is None:
        token = secrets.token_urlsafe(24)
        session.add(MailStop(person_id=person_id, stops=stops, token=token))
    return token


def _choose(session: Session, person_id: UUID, kind: str, frequency: Frequency) -> None:
    made = session.scalar(
        sa.select(MailChoice).where(MailChoice.person_id == person_id, MailChoice.kind == kind)
    )
    if made is None:
        session.add(MailChoice(person_id=person_id, kind=kind, frequency=frequency))
    else:
        made.frequency = frequency
