"""Records that assessors and IQAs have released, for their owners and for the EQA."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdRelease
from assess.cpd.rules.years import Period
from assess.people.models import Person
from assess.people.queries import name_at
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class ReleaseView:
    id: UUID
    person_id: UUID
    name: str
    """As the provider knows the person."""

    period: Period
    released_at: datetime
    withdrawn_at: datetime | None


def list_own_releases(session: Session, actor: Actor) -> list[ReleaseView]:
    """Give what the actor released at this provider, withdrawn or not, the newest first."""
    rows = session.execute(
        _releases(actor.provider_id)
        .where(CpdRelease.person_id == actor.person_id)
        .order_by(CpdRelease.released_at.desc(), CpdRelease.id.desc())
    )
    return [_release(row) for row in rows]


def list_released(
    session: Session, provider_id: UUID, *, limit: int | None = None, offset: int = 0
) -> list[ReleaseView]:
    """Give what the provider's assessors and IQAs let its EQA see now, by name and period.

    For the EQA's own pages alone: whoever calls this has made sure that the reader is the EQA of
    this provider, and within the time that the provider gave them.
    """
    name = name_at(provider_id, Person)
    rows = session.execute(
        _releases(provider_id)
        .where(CpdRelease.withdrawn_at.is_(None))
        .order_by(sa.func.lower(name), CpdRelease.starts_on, CpdRelease.id)
        .limit(limit)
        .offset(offset)
    )
    return [_release(row) for row in rows]


def find_released(session: Session, provider_id: UUID, release_id: UUID) -> ReleaseView:
    """Find one of those that `list_released` gives, under the same condition.

    Raises:
        NotFoundError: when there is none, it is another provider's, or it was withdrawn.

    """
    row = session.execute(
        _releases(provider_id).where(CpdRelease.id == release_id, CpdRelease.withdrawn_at.is_(None))
    ).first()
    if row is None:
        raise NotFoundError
    return _release(row)


def _releases(provider_id: UUID) -> sa.Select[Any]:
    return (
        sa.select(
            CpdRelease.id,
            CpdRelease.person_id,
            name_at(provider_id, Person),
            CpdRelease.starts_on,
            CpdRelease.ends_on,
            CpdRelease.released_at,
            CpdRelease.withdrawn_at,
        )
        .join(Person, Person.id == CpdRelease.person_id)
        .where(CpdRelease.provider_id == provider_id)
    )


def _release(row: sa.Row[Any]) -> ReleaseView:
    release_id, person_id, name, first, last, *rest = row
    values: list[Any] = [release_id, person_id, name, Period(first, last), *rest]
    return ReleaseView(*values)
