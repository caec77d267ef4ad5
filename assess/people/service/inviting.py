from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.journal.service import record_deed
from assess.mail import queue_mail
from assess.people.models import Person, Provider, RoleHolding
from assess.people.rules.links import INVITATION_DAYS, LinkPurpose
from assess.people.rules.roles import NewPerson, check_giver, is_waiting
from assess.people.service.links import end_links, make_links
from assess.people.service.placing import place_people
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class Invitation:
    person_id: UUID
    token: str


def invite_person(
    session: Session,
    *,
    actor: Actor | None,
    person: NewPerson,
    now: datetime,
    provider_id: UUID | None = None,
) -> Invitation:
    """Invite somebody to a provider. Without an actor an operator does it, and names the provider.

    Whether they have an account already shows nowhere: it is theirs to take the roles up.
    """
    if actor is not None:
        check_giver(actor.role)
        provider_id = actor.provider_id
    if provider_id is None or session.get(Provider, provider_id) is None:
        raise NotFoundError
    [invitation] = invite_people(session, people=[person], provider_id=provider_id, now=now)
    record_deed(
        session,
        deed="invite_person",
        now=now,
        subject_id=invitation.person_id,
        actor=actor,
        provider_id=provider_id,
        facts={"roles": ", ".join(new.role.value for new in person.roles)},
    )
    return invitation


def invite_people(
    session: Session, *, people: Sequence[NewPerson], provider_id: UUID, now: datetime
) -> list[Invitation]:
    """Invite many in one go, in as many statements as one. Whose deed it is records it."""
    ids = place_people(session, people=people, provider_id=provider_id, now=now)
    tokens = _send_invitations(session, ids, provider_id=provider_id, days=INVITATION_DAYS, now=now)
    return [Invitation(*pair) for pair in zip(ids, tokens, strict=True)]


def resend_invitation(
    session: Session, *, actor: Actor, person_id: UUID, now: datetime
) -> Invitation:
    """Send a fresh link to somebody who has not come yet; the older one dies."""
    check_giver(actor.role)
    _find_waiting(session, actor, person_id)
    token = send_invitation(
        session,
        person_id=person_id,
        provider_id=actor.provider_id,
        days=INVITATION_DAYS,
        now=now,
    )
    record_deed(session, deed="resend_invitation", now=now, subject_id=person_id, actor=actor)
    return Invitation(person_id, token)


def revoke_invitation(session: Session, *, actor: Actor, person_id: UUID, now: datetime) -> UUID:
    """Take an invitation back: its link dies and the roles that wait for it end."""
    check_giver(actor.role)
    for holding in _find_waiting(session, actor, person_id):
        holding.ended_at = now
    end_links(
        session,
        person_id=person_id,
        purpose=LinkPurpose.INVITATION,
        provider_id=actor.provider_id,
        now=now,
    )
    record_deed(session, deed="revoke_invitation", now=now, subject_id=person_id, actor=actor)
    return person_id


def send_invitation(
    session: Session,
    *,
    person_id: UUID,
    provider_id: UUID,
    days: int,
    now: datetime,
) -> str:
    """Make the link, put it into the outbox, and give its token."""
    [token] = _send_invitations(session, [person_id], provider_id=provider_id, days=days, now=now)
    return token


def _send_invitations(
    session: Session, person_ids: Sequence[UUID], *, provider_id: UUID, days: int, now: datetime
) -> list[str]:
    tokens = make_links(
        session,
        person_ids=person_ids,
        provider_id=provider_id,
        purpose=LinkPurpose.INVITATION,
        lifetime=timedelta(days=days),
        now=now,
    )
    provider = session.get_one(Provider, provider_id)
    addressees = session.execute(
        sa.select(
            Person.id,
            Person.name,
            Person.email,
            Person.language,
            sa.func.min(RoleHolding.invited_as).label("invited_as"),
        )
        .join(RoleHolding, RoleHolding.person_id == Person.id)
        .where(RoleHolding.provider_id == provider_id, Person.id.in_(person_ids))
        .group_by(Person.id, Person.name, Person.email, Person.language)
    )
    for person in addressees:
        queue_mail(
            session,
            to_name=person.invited_as or person.name,
            to_address=person.email,
            language=person.language,
            kind="invitation",
            facts={
                "provider_en": provider.name_en,
                "provider_cy": provider.name_cy,
                "token": tokens[person.id],
                "days": days,
            },
            now=now,
        )
    return [tokens[person_id] for person_id in person_ids]


def _find_waiting(session: Session, actor: Actor, person_id: UUID) -> list[RoleHolding]:
    holdings = list(
        session.scalars(
            sa.select(RoleHolding).where(
                RoleHolding.provider_id == actor.provider_id,
                RoleHolding.person_id == person_id,
                RoleHolding.ended_at.is_(None),
            )
        )
    )
    if not holdings or not is_waiting(holding.invited_as for holding in holdings):
        raise NotFoundError
    return holdings
