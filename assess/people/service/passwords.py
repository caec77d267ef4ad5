from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.journal.service import record_deed
from assess.mail import queue_mail
from assess.people.models import Credential, OneTimeLink, Person
from assess.people.queries import list_known_about
from assess.people.rules.emails import normalise_email
from assess.people.rules.links import RESET_LIFETIME, LinkPurpose
from assess.people.rules.passwords import check_password
from assess.people.service.hashing import hash_password, is_right_password, needs_rehash
from assess.people.service.links import end_links, make_link, use_link

KEPT_AFTER_EXPIRY = timedelta(days=30)
"""A dead link's row is kept so long, so that its page can say what happened to it."""


def prove_password(session: Session, *, email: str, password: str) -> UUID | None:
    """Give the person whose address and password these are, or None.

    It takes as long for an address that nobody has, and says as little. Reads only, so that no
    transaction waits while the hash is worked out.
    """
    row = session.execute(
        sa.select(Credential.person_id, Credential.password_hash)
        .join(Person, Person.id == Credential.person_id)
        .where(Person.email == email)
    ).one_or_none()
    session.rollback()
    right = is_right_password(row.password_hash if row else None, password)
    return row.person_id if row is not None and right else None


def rehash_password(session: Session, *, person_id: UUID, password: str) -> None:
    """Hash a password that was just proved again, where today's hash costs more."""
    credential = session.get_one(Credential, person_id)
    if credential.password_hash and needs_rehash(credential.password_hash):
        credential.password_hash = hash_password(password)


def ask_for_reset(session: Session, *, email: str, now: datetime) -> None:
    """Send a reset link to an address, where somebody has it. The answer is always the same.

    Where nobody has it, as much is written, so that the answer takes as long.
    """
    address = normalise_email(email)
    person = session.scalar(
        sa.select(Person)
        .join(Credential, Credential.person_id == Person.id)
        .where(Person.email == address, Credential.password_hash.is_not(None))
    )
    session.execute(sa.delete(OneTimeLink).where(OneTimeLink.expires_at < now - KEPT_AFTER_EXPIRY))
    token = make_link(
        session,
        person_id=person.id if person else None,
        purpose=LinkPurpose.RESET,
        lifetime=RESET_LIFETIME,
        now=now,
    )
    if person is not None:
        queue_mail(
            session,
            to_name=person.name,
            to_address=person.email,
            language=person.language,
            kind="reset",
            facts={"token": token},
            now=now,
        )
    session.flush()


def reset_password(session: Session, *, token: str, password: str, now: datetime) -> UUID:
    """Set a new password by a reset link, which is used up; give whose it is.

    The second factor stays: it is still asked for.
    """
    person_id, _ = use_link(session, token=token, purpose=LinkPurpose.RESET, now=now)
    check_password(password, about=list_known_about(session, person_id=person_id))
    credential = session.get_one(Credential, person_id)
    credential.password_hash = hash_password(password)
    record_deed(session, deed="reset_password", now=now, subject_id=person_id)
    return person_id


def change_password(session: Session, *, actor: Actor, password: str, now: datetime) -> UUID:
    """Change the actor's own password; links to reset it die with the old one."""
    check_password(password, about=list_known_about(session, person_id=actor.person_id))
    credential = session.get_one(Credential, actor.person_id)
    credential.password_hash = hash_password(password)
    end_links(session, person_id=actor.person_id, purpose=LinkPurpose.RESET, now=now)
    record_deed(session, deed="change_password", now=now, subject_id=actor.person_id, actor=actor)
    return actor.person_id
