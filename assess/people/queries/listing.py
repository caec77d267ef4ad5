from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor, Role
from assess.bilingual import fold
from assess.db import Folded
from assess.people.models import Person, RoleHolding

PEOPLE_ON_A_PAGE = 50


@dataclass(frozen=True)
class PersonLine:
    """Somebody as the list of a provider's people shows them."""

    id: UUID
    name: str
    email: str
    roles: tuple[Role, ...]
    site: str
    is_waiting: bool


@dataclass(frozen=True)
class PersonNamed:
    id: UUID
    name: str


def name_at(provider_id: Any, person: type[Person]) -> sa.ColumnElement[str]:  # noqa: ANN401 (a column or a value)
    """Give the name that a provider may see: what its manager typed, until the person came.

    Whoever has an account at another provider goes by a name there that is not this one's.
    """
    holding = aliased(RoleHolding)
    typed = (
        sa.select(sa.func.min(holding.invited_as))
        .where(holding.provider_id == provider_id, holding.person_id == person.id)
        .having(sa.func.count() == sa.func.count(holding.invited_as))
        .scalar_subquery()
    )
    return sa.func.coalesce(typed, person.name)


def list_people(
    session: Session,
    actor: Actor,
    *,
    search: str = "",
    role: Role | None = None,
    left: bool = False,
    page: int = 1,
) -> list[PersonLine]:
    """Give one page of the provider's people by name: those here, or those who have left."""
    name = name_at(actor.provider_id, Person)
    people = session.execute(
        _chosen(sa.select(Person.id, name, Person.email), actor, search, role, left=left)
        .order_by(sa.func.lower(name), Person.id)
        .limit(PEOPLE_ON_A_PAGE)
        .offset((page - 1) * PEOPLE_ON_A_PAGE)
    ).all()
    held = _holdings(session, actor, [row[0] for row in people], left=left)
    return [
        PersonLine(
            id=person_id,
            name=called,
            email=email,
            roles=tuple(holding.role for holding in held[person_id]),
            site=", ".join(
                dict.fromkeys(holding.site for holding in held[person_id] if holding.site)
            ),
            is_waiting=all(holding.invited_as is not None for holding in held[person_id]),
        )
        for person_id, called, email in people
    ]


def count_people(
    session: Session,
    actor: Actor,
    *,
    search: str = "",
    role: Role | None = None,
    left: bool = False,
) -> int:
    count = session.scalar(
        _chosen(sa.select(sa.func.count()).select_from(Person), actor, search, role, left=left)
    )
    return count or 0


def list_named(
    session: Session,
    actor: Actor,
    *,
    role: Role,
    search: str = "",
    also: list[UUID] | None = None,
    limit: int | None = None,
) -> list[PersonNamed]:
    """Give the people of the provider who hold a role now, by name, for choosing from.

    Those of `also` who hold it are given whatever was searched for.
    """
    name = name_at(actor.provider_id, Person)
    chosen = Person.id.in_(also or [])
    found = _matches(name, search) | chosen
    rows = session.execute(
        sa.select(Person.id, name)
        .where(_holds(actor, role), found)
        .order_by(chosen.desc(), sa.func.lower(name), Person.id)
        .limit(limit + len(also or []) if limit else None)
    )
    return [PersonNamed(*row) for row in rows]


def _chosen(
    select: sa.Select[Any], actor: Actor, search: str, role: Role | None, *, left: bool
) -> sa.Select[Any]:
    if left:
        ever = sa.exists().where(
            RoleHolding.person_id == Person.id, RoleHolding.provider_id == actor.provider_id
        )
        select = select.where(ever, ~_holds(actor, None))
    else:
        select = select.where(_holds(actor, role))
    if search:
        name = name_at(actor.provider_id, Person)
        select = select.where(_matches(name, search) | _matches(Person.email, search))
    return select


def _holds(actor: Actor, role: Role | None) -> sa.ColumnElement[bool]:
    holds = sa.exists().where(
        RoleHolding.person_id == Person.id,
        RoleHolding.provider_id == actor.provider_id,
        RoleHolding.ended_at.is_(None),
    )
    return holds if role is None else holds.where(RoleHolding.role == role)


def _matches(column: Any, search: str) -> sa.ColumnElement[bool]:  # noqa: ANN401 (any text column)
    return Folded(column).contains(fold(search), autoescape=True)


def _holdings(
    session: Session, actor: Actor, person_ids: list[UUID], *, left: bool
) -> dict[UUID, list[RoleHolding]]:
    held: dict[UUID, list[RoleHolding]] = defaultdict(list)
    select = sa.select(RoleHolding).where(
        RoleHolding.provider_id == actor.provider_id, RoleHolding.person_id.in_(person_ids)
    )
    if not left:
        select = select.where(RoleHolding.ended_at.is_(None))
    for holding in session.scalars(select.order_by(RoleHolding.created_at, RoleHolding.id)):
        held[holding.person_id].append(holding)
    return held
