from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdFeed
from assess.db import new_id
from assess.journal.service import record_deed
from assess.people.rules.links import hash_token


def make_feed(session: Session, *, actor: Actor, token: str, now: datetime) -> UUID:
    """Give the actor a calendar address; one that they had ends with it."""
    feed = _find(session, actor)
    is_new = feed is None
    if feed is None:
        feed = CpdFeed(id=new_id(), provider_id=actor.provider_id, person_id=actor.person_id)
        session.add(feed)
    feed.token_hash, feed.created_at = hash_token(token), now
    record_deed(
        session,
        deed="make_feed" if is_new else "renew_feed",
        now=now,
        subject_id=feed.id,
        actor=actor,
    )
    return feed.id


def revoke_feed(session: Session, *, actor: Actor, now: datetime) -> None:
    """End the calendar address: whoever still has it finds nothing."""
    feed = _find(session, actor)
    if feed is not None:
        session.delete(feed)
        record_deed(session, deed="revoke_feed", now=now, subject_id=feed.id, actor=actor)


def _find(session: Session, actor: Actor) -> CpdFeed | None:
    return session.scalar(
        sa.select(CpdFeed)
        .where(CpdFeed.person_id == actor.person_id, CpdFeed.provider_id == actor.provider_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
