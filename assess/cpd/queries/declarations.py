"""Who was asked to declare a period, and who has. Never what anybody wrote in it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.cpd.models import CpdDeclaration, CpdDeclarationRequest
from assess.cpd.rules.years import Period
from assess.people.models import Person, RoleHolding
from assess.people.queries import name_at
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class RequestView:
    """A provider's request, for its manager."""

    id: UUID
    role: str
    period: Period
    due_on: date
    asked_at: datetime
    ended_at: datetime | None
    version: int
    asked: int
    """How many hold the role now."""

    declared: int
    """How many of them have declared."""


@dataclass(frozen=True)
class AskedOf:
    """A request as the person who was asked sees it."""

    id: UUID
    role: str
    period: Period
    due_on: date
    ended_at: datetime | None
    declared_at: datetime | None
    """When the person last declared for it."""


@dataclass(frozen=True)
class AskedPerson:
    """Who was asked, and whether they have declared: nothing else of them."""

    person_id: UUID
    name: str
    declared_at: datetime | None


def list_requests(
    session: Session, actor: Actor, *, limit: int, offset: int = 0
) -> list[RequestView]:
    """Give the provider's requests: those that stand first, the newest first."""
    rows = session.execute(
        _requests(actor)
        .order_by(
            CpdDeclarationRequest.ended_at.is_not(None),
            CpdDeclarationRequest.asked_at.desc(),
            CpdDeclarationRequest.id.desc(),
        )
        .limit(limit)
        .offset(offset)
    )
    return [_request(row) for row in rows]


def count_requests(session: Session, actor: Actor) -> int:
    count = sa.select(sa.func.count(CpdDeclarationRequest.id)).where(
        CpdDeclarationRequest.provider_id == actor.provider_id
    )
    return session.scalar(count) or 0


def find_request(session: Session, actor: Actor, declaration_request_id: UUID) -> RequestView:
    """Find a request of the provider's.

    Raises:
        NotFoundError: when there is none, or it is another provider's.

    """
    found = CpdDeclarationRequest.id == declaration_request_id
    row = session.execute(_requests(actor).where(found)).first()
    if row is None:
        raise NotFoundError
    return _request(row)


def list_asked_people(
    session: Session, actor: Actor, request: RequestView, *, limit: int, offset: int = 0
) -> list[AskedPerson]:
    """Give who holds the role that was asked: those who have not declared first, by name."""
    name = name_at(actor.provider_id, Person)
    declared = _declared_at(request.id)
    rows = session.execute(
        sa.select(Person.id, name, declared)
        .join(RoleHolding, RoleHolding.person_id == Person.id)
        .where(*_holds(actor.provider_id, Role(request.role)))
        .order_by(declared.is_not(None), sa.func.lower(name), Person.id)
        .limit(limit)
        .offset(offset)
    )
    return [AskedPerson(*row) for row in rows]


def list_holders(session: Session, provider_id: UUID, role: str) -> list[UUID]:
    """Give who holds a role at a provider now, and has taken it up."""
    return list(
        session.scalars(
            sa.select(RoleHolding.person_id)
            .where(*_holds(provider_id, Role(role)))
            .order_by(RoleHolding.person_id)
        )
    )


def list_asked_of(session: Session, actor: Actor) -> list[AskedOf]:
    """Give what the actor is asked to declare, in any of their roles: what is due next first."""
    rows = session.execute(
        _asked_of(actor)
        .where(CpdDeclarationRequest.ended_at.is_(None))
        .order_by(CpdDeclarationRequest.due_on, CpdDeclarationRequest.id)
    )
    return [_asked(row) for row in rows]


def find_asked_of(session: Session, actor: Actor, declaration_request_id: UUID) -> AskedOf:
    """Find a request that the actor was asked, or has answered.

    Raises:
        NotFoundError: when there is none, or it asks others.

    """
    found = CpdDeclarationRequest.id == declaration_request_id
    row = session.execute(_asked_of(actor).where(found)).first()
    if row is None:
        raise NotFoundError
    return _asked(row)


def list_asked_periods(session: Session, provider_id: UUID) -> list[tuple[str, Period]]:
    """Give what a provider asks now: each role with its period."""
    rows = session.execute(
        sa.select(
            CpdDeclarationRequest.role,
            CpdDeclarationRequest.starts_on,
            CpdDeclarationRequest.ends_on,
        ).where(
            CpdDeclarationRequest.provider_id == provider_id,
            CpdDeclarationRequest.ended_at.is_(None),
        )
    )
    return [(row[0], Period(row[1], row[2])) for row in rows]


def _requests(actor: Actor) -> sa.Select[Any]:
    holds = _holds(CpdDeclarationRequest.provider_id, CpdDeclarationRequest.role)
    asked = sa.select(sa.func.count(RoleHolding.id)).where(*holds)
    declared = (
        sa.select(sa.func.count(CpdDeclaration.person_id.distinct()))
        .join(RoleHolding, RoleHolding.person_id == CpdDeclaration.person_id)
        .where(CpdDeclaration.request_id == CpdDeclarationRequest.id, *holds)
    )
    return sa.select(
        CpdDeclarationRequest.id,
        CpdDeclarationRequest.role,
        CpdDeclarationRequest.starts_on,
        CpdDeclarationRequest.ends_on,
        CpdDeclarationRequest.due_on,
        CpdDeclarationRequest.asked_at,
        CpdDeclarationRequest.ended_at,
        CpdDeclarationRequest.version,
        asked.correlate(CpdDeclarationRequest).scalar_subquery(),
        declared.correlate(CpdDeclarationRequest).scalar_subquery(),
    ).where(CpdDeclarationRequest.provider_id == actor.provider_id)


def _request(row: sa.Row[Any]) -> RequestView:
    request_id, role, first, last, *rest = row
    values: list[Any] = [request_id, role, Period(first, last), *rest]
    return RequestView(*values)


def _asked_of(actor: Actor) -> sa.Select[Any]:
    holds = sa.exists().where(
        RoleHolding.person_id == actor.person_id,
        *_holds(CpdDeclarationRequest.provider_id, CpdDeclarationRequest.role),
    )
    declared = (
        sa.select(sa.func.max(CpdDeclaration.declared_at))
        .where(
            CpdDeclaration.request_id == CpdDeclarationRequest.id,
            CpdDeclaration.person_id == actor.person_id,
        )
        .scalar_subquery()
    )
    return sa.select(
        CpdDeclarationRequest.id,
        CpdDeclarationRequest.role,
        CpdDeclarationRequest.starts_on,
        CpdDeclarationRequest.ends_on,
        CpdDeclarationRequest.due_on,
        CpdDeclarationRequest.ended_at,
        declared,
    ).where(CpdDeclarationRequest.provider_id == actor.provider_id, holds | declared.is_not(None))


def _asked(row: sa.Row[Any]) -> AskedOf:
    request_id, role, first, last, *rest = row
    values: list[Any] = [request_id, role, Period(first, last), *rest]
    return AskedOf(*values)


def _declared_at(declaration_request_id: UUID) -> sa.ScalarSelect[datetime]:
    return (
        sa.select(sa.func.max(CpdDeclaration.declared_at))
        .where(
            CpdDeclaration.request_id == declaration_request_id,
            CpdDeclaration.person_id == Person.id,
        )
        .scalar_subquery()
    )


def _holds(provider_id: Any, role: Any) -> tuple[sa.ColumnElement[bool], ...]:  # noqa: ANN401 (columns or values)
    return (
        RoleHolding.provider_id == provider_id,
        RoleHolding.role == role,
        RoleHolding.ended_at.is_(None),
        RoleHolding.invited_as.is_(None),
    )
