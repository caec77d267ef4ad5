from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import Language
from assess.journal.service import record_deed
from assess.people.models import Credential, Person, RoleHolding
from assess.people.queries import list_known_about
from assess.people.rules.links import LinkDeadError, LinkPurpose
from assess.people.rules.passwords import check_password
from assess.people.service.hashing import hash_password
from assess.people.service.links import use_link


def take_up_invitation(
    session: Session, *, token: str, password: str, language: Language, now: datetime
) -> UUID:
    """Make an account of an invitation: the first password is chosen, the roles open.

    Somebody who has an account already proves that instead: see `accept_invitation`.
    """
    person_id, provider_id = use_link(session, token=token, purpose=LinkPurpose.INVITATION, now=now)
    credential = session.get_one(Credential, person_id)
    if credential.password_hash is not None:
        raise LinkDeadError("an invitation never changes the password of an account")
    check_password(password, about=list_known_about(session, person_id=person_id))
    credential.password_hash = hash_password(password)
    session.get_one(Person, person_id).language = language
    _open_roles(session, person_id=person_id, provider_id=provider_id)
    record_deed(
        session,
        deed="take_up_invitation",
        now=now,
        subject_id=person_id,
        provider_id=provider_id,
        facts={"language": language.value},
    )
    return person_id


def accept_invitation(session: Session, *, token: str, person_id: UUID, now: datetime) -> UUID:
    """Take up the roles that a further provider offers, by somebody who has proved their account.

    Gives the first of the roles that have opened.
    """
    invited_id, provider_id = use_link(
        session, token=token, purpose=LinkPurpose.INVITATION, now=now
    )
    if invited_id != person_id:
        raise LinkDeadError("the invitation is somebody else's")
    opened = _open_roles(session, person_id=person_id, provider_id=provider_id)
    record_deed(
        session,
        deed="accept_invitation",
        now=now,
        subject_id=person_id,
        provider_id=provider_id,
    )
    return opened[0]


def change_language(session: Session, *, actor: Actor, language: Language, now: datetime) -> UUID:
    """Change the language of the actor's mails and prints."""
    session.get_one(Person, actor.person_id).language = language
    record_deed(
        session,
        deed="change_language",
        now=now,
        subject_id=actor.person_id,
        actor=actor,
        facts={"language": language.value},
    )
    return actor.person_id


def _open_roles(session: Session, *, person_id: UUID, provider_id: UUID | None) -> list[UUID]:
    waiting = list(
        session.scalars(
            sa.select(RoleHolding)
            .where(
                RoleHolding.person_id == person_id,
                RoleHolding.provider_id == provider_id,
                RoleHolding.invited_as.is_not(None),
                RoleHolding.ended_at.is_(None),
            )
            .order_by(RoleHolding.id)
        )
    )
    if not waiting:
        raise LinkDeadError("every role that it offered has been taken back")
    for holding in waiting:
        holding.invited_as = None
    return [holding.id for holding in waiting]
