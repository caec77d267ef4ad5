from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.journal.service import record_deed
from assess.mail import queue_mail
from assess.people.models import Credential, Person, Provider, RoleHolding
from assess.people.rules.emails import normalise_email
from assess.people.rules.links import INVITATION_DAYS, LinkPurpose
from assess.people.rules.roles import (
    AlreadyHereError,
    NewPerson,
    NoRoleChosenError,
    check_giver,
    check_new_role,
    is_waiting,
)
from assess.people.rules.words import one_line
from assess.people.service.links import end_links, make_link
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
    person_id = place_person(session, person=person, provider_id=provider_id, now=now)
    token = send_invitation(
        session,
        person_id=person_id,
        provider_id=provider_id,
        days=INVITATION_DAYS,
        now=now,
    )
    record_deed(
        session,
        deed="invite_person",
        now=now,
        subject_id=person_id,
        actor=actor,
        provider_id=provider_id,
        facts={"roles": ", ".join(new.role.value for new in person.roles)},
    )
    return Invitation(person_id, token)


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


def place_person(session: Session, *, person: NewPerson, provider_id: UUID, now: datetime) -> UUID:
    """Find or make the person, and lay out the roles that wait for them at the provider."""
    if not person.roles:
        raise NoRoleChosenError("an invitation without a role opens nothing")
    email, name = normalise_email(person.email), one_line(person.name)
    person_id = session.scalar(sa.select(Person.id).where(Person.email == email))
    if person_id is None:
        person_id = new_id()
        session.add(
            Person(id=person_id, email=email, name=name, language=person.language, created_at=now)
        )
        session.flush()
        session.add(Credential(person_id=person_id))
    held = {
        holding.role: holding
        for holding in session.scalars(
            sa.select(RoleHolding).where(
                RoleHolding.provider_id == provider_id, RoleHolding.person_id == person_id
            )
        )
    }
    if any(holding.ended_at is None for holding in held.values()):
        raise AlreadyHereError("invite somebody once; give further roles on their page")
    for new in person.roles:
        wanted = check_new_role(new, today=now.date())
        holding = held.get(wanted.role) or RoleHolding(
            provider_id=provider_id, person_id=person_id, role=wanted.role, created_at=now
        )
        holding.site, holding.qualified_on = one_line(wanted.site), wanted.qualified_on
        holding.invited_as, holding.ended_at = name, None
        session.add(holding)
    session.flush()
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
    token = make_link(
        session,
        person_id=person_id,
        provider_id=provider_id,
        purpose=LinkPurpose.INVITATION,
        lifetime=timedelta(days=days),
        now=now,
    )
    provider = session.get_one(Provider, provider_id)
    invited_as = session.scalar(
        sa.select(sa.func.min(RoleHolding.invited_as)).where(
            RoleHolding.provider_id == provider_id, RoleHolding.person_id == person_id
        )
    )
    person = session.get_one(Person, person_id)
    queue_mail(
        session,
        to_name=invited_as or person.name,
        to_address=person.email,
        language=person.language,
        kind="invitation",
        facts={
            "provider_en": provider.name_en,
            "provider_cy": provider.name_cy,
            "token": token,
            "days": days,
        },
        now=now,
    )
    return token


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
