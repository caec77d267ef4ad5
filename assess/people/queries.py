from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Role
from assess.bilingual import Language
from assess.people.models import Person, Provider, RoleHolding
from assess.people.rules import PractitionerWord


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


def list_held_roles(session: Session, *, person_id: UUID) -> list[HeldRole]:
    """Give the roles that a person holds now, oldest first. A leaver holds none."""
    rows = session.execute(
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
        )
        .join(RoleHolding, RoleHolding.person_id == Person.id)
        .join(Provider, Provider.id == RoleHolding.provider_id)
        .where(Person.id == person_id, RoleHolding.ended_at.is_(None))
        .order_by(RoleHolding.created_at, RoleHolding.id)
    )
    return [HeldRole(*row) for row in rows]
