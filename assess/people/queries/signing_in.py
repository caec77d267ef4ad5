from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.bilingual import Bilingual, Language
from assess.db import read
from assess.people.models import Credential, Person, Provider, RoleHolding
from assess.people.rules.demonstration import DEMO_DOMAIN
from assess.people.rules.second_factor import is_factor_missing
from assess.people.rules.words import PractitionerWord
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class HeldRole:
    """A role that a person may work in, with what a page header says of it."""

    person_id: UUID
    provider_id: UUID
    role_holding_id: UUID
    role: Role
    name: str
    email: str
    language: Language
    provider_en: str
    provider_cy: str
    practitioner_word: PractitionerWord
    lacks_factor: bool
    """Whether the provider asks for a second factor in this role, and the person has none."""


@dataclass(frozen=True)
class DemonstrationPerson:
    name: str
    email: str
    role: Role
    language: Language


@dataclass(frozen=True)
class ProviderView:
    id: UUID
    name: Bilingual


def list_held_roles(session: Session, *, person_id: UUID) -> list[HeldRole]:
    """Give the roles that a person holds now, oldest first. A leaver holds none."""
    rows = read(session, _held_roles(), {"person_id": person_id})
    return [_held_role(row) for row in rows]


def _held_role(row: sa.Row[Any]) -> HeldRole:
    values: list[Any] = list(row)
    is_on, required = values.pop(), values.pop()
    values.append(is_factor_missing(values[3], required=bool(required), is_on=is_on))
    return HeldRole(*values)


def find_asker(
    session: Session, *, person_id: UUID | None, role_holding_id: UUID, now: datetime
) -> Actor:
    """Give whoever asked for a job, in the role that they asked in, if they hold it still.

    Raises:
        NotFoundError: when they do not.

    """
    for role in list_held_roles(session, person_id=person_id) if person_id else []:
        if role.role_holding_id == role_holding_id:
            return Actor(
                role.person_id, role.provider_id, role_holding_id, role.role, role.name,
                role.language, now,
            )  # fmt: skip
    raise NotFoundError


@cache
def _held_roles() -> sa.Select[Any]:
    """Give the statement. It is built once: it runs for every page."""
    return (
        sa.select(
            Person.id,
            RoleHolding.provider_id,
            RoleHolding.id,
            RoleHolding.role,
            Person.name,
            Person.email,
            Person.language,
            Provider.name_en,
            Provider.name_cy,
            Provider.practitioner_word,
            Provider.second_factor_required,
            Credential.totp_secret.is_not(None),
        )
        .join(RoleHolding, RoleHolding.person_id == Person.id)
        .join(Credential, Credential.person_id == Person.id)
        .join(Provider, Provider.id == RoleHolding.provider_id)
        .where(
            Person.id == sa.bindparam("person_id"),
            RoleHolding.ended_at.is_(None),
            RoleHolding.invited_as.is_(None),
        )
        .order_by(RoleHolding.created_at, RoleHolding.id)
    )


def list_demonstration_people(session: Session) -> list[DemonstrationPerson]:
    """Give the people that the demonstration's sign-in page offers, by role and name."""
    rows = session.execute(
        sa.select(Person.name, Person.email, RoleHolding.role, Person.language)
        .join(RoleHolding, RoleHolding.person_id == Person.id)
        .join(Credential, Credential.person_id == Person.id)
        .where(
            Person.email.endswith(f"@{DEMO_DOMAIN}", autoescape=True),
            Credential.password_hash.is_not(None),
            RoleHolding.ended_at.is_(None),
            RoleHolding.invited_as.is_(None),
        )
        .order_by(Person.name, RoleHolding.created_at, RoleHolding.id)
    )
    people = [DemonstrationPerson(*row) for row in rows]
    return sorted(people, key=lambda person: list(Role).index(person.role))


def list_providers(session: Session) -> list[ProviderView]:
    """Give every provider, for operators' commands."""
    rows = session.execute(
        sa.select(Provider.id, Provider.name_en, Provider.name_cy).order_by(
            Provider.name_en, Provider.id
        )
    )
    return [ProviderView(row.id, Bilingual(row.name_en, row.name_cy)) for row in rows]
