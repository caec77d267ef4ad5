"""People as an invitation finds or makes them, and the roles that wait for them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Role
from assess.db import new_id
from assess.people.models import Credential, Person, RoleHolding
from assess.people.rules.emails import normalise_email
from assess.people.rules.roles import (
    AlreadyHereError,
    NewPerson,
    NewRole,
    NoRoleChosenError,
    check_new_role,
)
from assess.people.rules.words import one_line
from assess.people.service.sites import place_sites


def place_person(session: Session, *, person: NewPerson, provider_id: UUID, now: datetime) -> UUID:
    """Find or make the person, and lay out the roles that wait for them at the provider."""
    [person_id] = place_people(session, people=[person], provider_id=provider_id, now=now)
    return person_id


def place_people(
    session: Session, *, people: Sequence[NewPerson], provider_id: UUID, now: datetime
) -> list[UUID]:
    """Find or make each person, in their order. Nobody stands in `people` twice."""
    if not all(person.roles for person in people):
        raise NoRoleChosenError("an invitation without a role opens nothing")
    ids = _find_or_make(session, people, now)
    held = _held(session, provider_id, ids)
    if any(holding.ended_at is None for holding in held.values()):
        raise AlreadyHereError("invite somebody once; give further roles on their page")
    named = {new.site for person in people for new in person.roles}
    sites = place_sites(session, provider_id=provider_id, names=named, now=now)
    for person, person_id in zip(people, ids, strict=True):
        for new in person.roles:
            wanted = check_new_role(new, today=now.date())
            holding = held.get((person_id, wanted.role)) or RoleHolding(
                provider_id=provider_id, person_id=person_id, role=wanted.role, created_at=now
            )
            lay_out(holding, wanted, site=sites[wanted.site])
            holding.invited_as, holding.ended_at = one_line(person.name), None
            session.add(holding)
    session.flush()
    return ids


def lay_out(holding: RoleHolding, wanted: NewRole, *, site: str) -> None:
    """Put into a role what is said of it. What is not said of how they judge stays."""
    holding.site, holding.qualified_on = site, wanted.qualified_on
    if wanted.judges_in is not None:
        holding.judges_in = [language.value for language in wanted.judges_in] or None
    if wanted.capacity is not None:
        holding.capacity = wanted.capacity


def _find_or_make(session: Session, people: Sequence[NewPerson], now: datetime) -> list[UUID]:
    emails = [normalise_email(person.email) for person in people]
    known = dict(
        session.execute(sa.select(Person.email, Person.id).where(Person.email.in_(emails)))
        .tuples()
        .all()
    )
    made = [
        Person(
            id=new_id(),
            email=email,
            name=one_line(person.name),
            language=person.language,
            created_at=now,
        )
        for email, person in zip(emails, people, strict=True)
        if email not in known
    ]
    session.add_all(made)
    session.flush()
    session.add_all(Credential(person_id=person.id) for person in made)
    known |= {person.email: person.id for person in made}
    return [known[email] for email in emails]


def _held(
    session: Session, provider_id: UUID, person_ids: Collection[UUID]
) -> dict[tuple[UUID, Role], RoleHolding]:
    found = session.scalars(
        sa.select(RoleHolding).where(
            RoleHolding.provider_id == provider_id, RoleHolding.person_id.in_(person_ids)
        )
    )
    return {(holding.person_id, holding.role): holding for holding in found}
