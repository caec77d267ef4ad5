from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import fold
from assess.db import new_id
from assess.journal.service import record_deed
from assess.people.models import Provider, RoleHolding, Site
from assess.people.rules.roles import check_giver
from assess.people.rules.sites import check_site_name
from assess.people.rules.words import one_line
from assess.refusals import NotFoundError, StaleError


def add_site(session: Session, *, actor: Actor, name: str, now: datetime) -> UUID:
    check_giver(actor.role)
    name = one_line(name)
    _lock(session, actor.provider_id)
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
    """Give each name as the provider spells it; a site that is new becomes known.

    Part of a deed that names sites: the deed's own entry vouches for the new rows.
    """
    wanted = dict.fromkeys(names)
    folded = {fold(name): one_line(name) for name in wanted if name.strip()}
    known = _spellings(session, provider_id)
    if not folded.keys() <= known.keys():
        _lock(session, provider_id)
        known = _spellings(session, provider_id)
    for name in folded.keys() - known.keys():
        known[name] = folded[name]
        session.add(Site(id=new_id(), provider_id=provider_id, name=folded[name], created_at=now))
    session.flush()
    return {name: known.get(fold(name), "") for name in wanted}


def _lock(session: Session, provider_id: UUID) -> None:
    """Let two deeds that name the same new site follow each other."""
    session.execute(sa.select(Provider.id).where(Provider.id == provider_id).with_for_update())


def _names(session: Session, provider_id: UUID) -> frozenset[str]:
    return frozenset(_spellings(session, provider_id))


def _spellings(session: Session, provider_id: UUID) -> dict[str, str]:
    names = session.scalars(sa.select(Site.name).where(Site.provider_id == provider_id))
    return {fold(name): name for name in names}
