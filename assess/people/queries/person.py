from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.people.models import OneTimeLink, Person, RoleHolding
from assess.people.queries.listing import name_at
from assess.people.rules.links import LinkPurpose
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class RoleView:
    role_holding_id: UUID
    role: Role
    site: str
    qualified_on: date | None
    given_at: datetime
    ended_at: datetime | None
    is_waiting: bool
    judges_in: tuple[Language, ...]
    capacity: int | None
    version: int


@dataclass(frozen=True)
class InvitationView:
    """How the invitation of somebody who has not come yet stands."""

    sent_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class PersonView:
    id: UUID
    name: str
    email: str
    roles: tuple[RoleView, ...]
    invitation: InvitationView | None
    """None once the person has come, or where they have left."""


def find_person(session: Session, actor: Actor, person_id: UUID) -> PersonView:
    """Find somebody who holds, or has held, a role at the actor's provider.

    Raises:
        NotFoundError: when there is nobody of that id, or not at this provider.

    """
    roles = tuple(
        RoleView(
            role_holding_id=holding.id,
            role=holding.role,
            site=holding.site,
            qualified_on=holding.qualified_on,
            given_at=holding.created_at,
            ended_at=holding.ended_at,
            is_waiting=holding.invited_as is not None,
            judges_in=tuple(Language(tag) for tag in holding.judges_in or ()),
            capacity=holding.capacity,
            version=holding.version,
        )
        for holding in session.scalars(
            sa.select(RoleHolding)
            .where(RoleHolding.provider_id == actor.provider_id, RoleHolding.person_id == person_id)
            .order_by(RoleHolding.created_at, RoleHolding.id)
        )
    )
    if not roles:
        raise NotFoundError
    person = session.execute(
        sa.select(name_at(actor.provider_id, Person), Person.email).where(Person.id == person_id)
    ).one()
    held = [role for role in roles if role.ended_at is None]
    waits = bool(held) and all(role.is_waiting for role in held)
    return PersonView(
        id=person_id,
        name=person[0],
        email=person[1],
        roles=roles,
        invitation=_invitation(session, actor, person_id) if waits else None,
    )


def find_role(session: Session, actor: Actor, role_holding_id: UUID) -> tuple[PersonView, RoleView]:
    """Find a role that somebody of the actor's provider holds now, and who holds it.

    Raises:
        NotFoundError: when there is none, or not at this provider.

    """
    person_id = session.scalar(
        sa.select(RoleHolding.person_id).where(
            RoleHolding.id == role_holding_id,
            RoleHolding.provider_id == actor.provider_id,
            RoleHolding.ended_at.is_(None),
        )
    )
    if person_id is None:
        raise NotFoundError
    person = find_person(session, actor, person_id)
    return person, next(role for role in person.roles if role.role_holding_id == role_holding_id)


def _invitation(session: Session, actor: Actor, person_id: UUID) -> InvitationView | None:
    row = session.execute(
        sa.select(OneTimeLink.created_at, OneTimeLink.expires_at)
        .where(
            OneTimeLink.person_id == person_id,
            OneTimeLink.provider_id == actor.provider_id,
            OneTimeLink.purpose == LinkPurpose.INVITATION,
        )
        .order_by(OneTimeLink.created_at.desc(), OneTimeLink.id.desc())
        .limit(1)
    ).one_or_none()
    return InvitationView(*row) if row else None
