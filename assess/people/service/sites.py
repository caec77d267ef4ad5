from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import fold
from assess.db import new_id
from assess.journal.service import record_deed
from assess.people.models import RoleHolding, Site
from assess.people.rules.roles import check_giver
from assess.people.rules.sites import check_site_name
from assess.people.rules.words import one_line
from assess.people.service.naming import lock_names, place_names, spellings
from assess.refusals import NotFoundError, StaleError


def add_site(session: Session, *, actor: Actor, name: str, now: datetime) -> UUID:
    check_giver(actor.role)
    name = one_line(name)
    lock_names(session, actor.provider_id)
    check_site_name(fold(name), others=_names(session, actor.provider_id))
    site = Site(id=new_id(), provider_id=actor.provider_id, name=name, created_at=now)
    session.add(site)
    record_deed(
        session, deed="add_site", now=now, subject_id=site.id, actor=actor, facts={"name": name}
    )
    return site.id


def rename_site(
    session: Session, *, actor: Actor, site_id: UUID, name: str, version: int, now: datetime
) -> UUID:
    """Rename a site here and in every role that names it, whether the role has ended or not.

    Raises:
        StaleError: with its name now, where somebody renamed it since the page was opened.

    """
    check_giver(actor.role)
    site = session.scalar(
        sa.select(Site)
        .where(Site.id == site_id, Site.provider_id == actor.provider_id)
        .with_for_update()
    )
    if site is None:
        raise NotFoundError
    if site.version != version:
        raise StaleError({"name": site.name})
    name, before = one_line(name), site.name
    others = _names(session, actor.provider_id) - {fold(before)}
    check_site_name(fold(name), others=others)
    site.name = name
    held = session.scalars(
        sa.select(RoleHolding).where(
            RoleHolding.provider_id == actor.provider_id, RoleHolding.site == before
        )
    )
    for holding in held:
        holding.site = name
    facts = {"before": before, "name": name}
    record_deed(session, deed="rename_site", now=now, subject_id=site_id, actor=actor, facts=facts)
    return site_id


def place_sites(
    session: Session, *, provider_id: UUID, names: Iterable[str], now: datetime
) -> dict[str, str]:
    return place_names(session, Site, provider_id=provider_id, names=names, now=now)


def _names(session: Session, provider_id: UUID) -> frozenset[str]:
    return frozenset(spellings(session, Site, provider_id))
