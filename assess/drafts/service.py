"""Drafts are no record: the journal says nothing of them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.drafts.models import Draft
from assess.drafts.rules import Content, check_draft, check_room
from assess.refusals import NotFoundError


def keep_draft(
    session: Session,
    *,
    actor: Actor,
    place: str,
    tab_id: UUID,
    started_from: int,
    content: Content,
    now: datetime,
) -> UUID:
    """Keep what is being typed in one tab, in place of what was kept of it before."""
    check_draft(place, content)
    draft = _find(session, actor, place, tab_id) or _start(session, actor, place, tab_id, now)
    draft.content, draft.started_from, draft.saved_at = dict(content), started_from, now
    session.flush()
    return draft.id


def drop_drafts(session: Session, *, actor: Actor, place: str, tab_id: UUID) -> None:
    """Forget what one tab had not saved: the deed that saves it says so."""
    session.execute(
        sa.delete(Draft).where(
            Draft.person_id == actor.person_id,
            Draft.provider_id == actor.provider_id,
            Draft.place == place,
            Draft.tab_id == tab_id,
        )
    )


def drop_drafts_at(session: Session, *, actor: Actor, place: str) -> None:
    """Forget what every tab had not saved, of something that is deleted."""
    session.execute(
        sa.delete(Draft).where(
            Draft.person_id == actor.person_id,
            Draft.provider_id == actor.provider_id,
            Draft.place == place,
        )
    )


def drop_draft(session: Session, *, actor: Actor, draft_id: UUID) -> None:
    """Forget a draft at its owner's wish."""
    found = session.scalar(
        sa.select(Draft).where(
            Draft.id == draft_id,
            Draft.person_id == actor.person_id,
            Draft.provider_id == actor.provider_id,
        )
    )
    if found is None:
        raise NotFoundError
    session.delete(found)
    session.flush()


def move_drafts(session: Session, *, person_id: UUID, places: Mapping[str, str]) -> None:
    """Let what somebody was typing follow what it is about to its new place."""
    of_person = sa.select(Draft).where(Draft.person_id == person_id, Draft.place.in_(places))
    for draft in session.scalars(of_person):
        draft.place = places[draft.place]


def _find(session: Session, actor: Actor, place: str, tab_id: UUID) -> Draft | None:
    return session.scalar(
        sa.select(Draft)
        .where(
            Draft.person_id == actor.person_id,
            Draft.provider_id == actor.provider_id,
            Draft.place == place,
            Draft.tab_id == tab_id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _start(session: Session, actor: Actor, place: str, tab_id: UUID, now: datetime) -> Draft:
    count = session.scalar(
        sa.select(sa.func.count())
        .select_from(Draft)
        .where(Draft.person_id == actor.person_id, Draft.provider_id == actor.provider_id)
    )
    check_room(count or 0)
    draft = Draft(
        id=new_id(),
        provider_id=actor.provider_id,
        person_id=actor.person_id,
        place=place,
        tab_id=tab_id,
        started_from=0,
        content={},
        saved_at=now,
    )
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError:
        # The copy that was sent on leaving came at the same moment as the one before it.
        found = _find(session, actor, place, tab_id)
        if found is None:
            raise
        return found
    return draft
