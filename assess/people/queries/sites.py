from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.people.models import RoleHolding, Site
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class SiteLine:
    id: UUID
    name: str
    people: int
    """Who holds a role there now."""


@dataclass(frozen=True)
class SiteView:
    id: UUID
    name: str
    version: int


def list_sites(session: Session, actor: Actor, *, limit: int, offset: int = 0) -> list[SiteLine]:
    """Give the provider's sites by name."""
    people = (
        sa.select(sa.func.count(RoleHolding.person_id.distinct()))
        .where(
            RoleHolding.provider_id == Site.provider_id,
            RoleHolding.site == Site.name,
            RoleHolding.ended_at.is_(None),
        )
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(Site.id, Site.name, people)
        .where(Site.provider_id == actor.provider_id)
        .order_by(sa.func.lower(Site.name), Site.id)
        .limit(limit)
        .offset(offset)
    )
    return [SiteLine(*row) for row in rows]


def count_sites(session: Session, actor: Actor) -> int:
    count = sa.select(sa.func.count(Site.id)).where(Site.provider_id == actor.provider_id)
    return session.scalar(count) or 0


def list_site_names(session: Session, actor: Actor) -> list[str]:
    """Give the names to offer where a site is typed, those in roles among them."""
    known = sa.select(Site.name).where(Site.provider_id == actor.provider_id)
    used = sa.select(RoleHolding.site).where(
        RoleHolding.provider_id == actor.provider_id, RoleHolding.site != ""
    )
    return sorted(set(session.scalars(known.union(used))), key=str.lower)


def find_site(session: Session, actor: Actor, site_id: UUID) -> SiteView:
    """Find a site of the actor's provider.

    Raises:
        NotFoundError: when there is none, or not at this provider.

    """
    row = session.execute(
        sa.select(Site.id, Site.name, Site.version).where(
            Site.id == site_id, Site.provider_id == actor.provider_id
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return SiteView(*row)
