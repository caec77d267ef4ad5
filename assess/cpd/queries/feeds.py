from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import Language
from assess.cpd.models import CpdActivity, CpdFeed
from assess.people.models import Person, RoleHolding
from assess.people.rules.links import hash_token


@dataclass(frozen=True)
class PlannedDay:
    """An activity as a calendar shows it: its title and its days, and nothing else."""

    id: UUID
    version: int
    title: str
    language: str
    starts_on: date
    ends_on: date
    created_at: datetime


@dataclass(frozen=True)
class Feed:
    language: Language
    """Its owner's."""

    planned: tuple[PlannedDay, ...]


def find_feed_day(session: Session, actor: Actor) -> datetime | None:
    """Give when the actor's calendar address was made, or None where there is none."""
    return session.scalar(
        sa.select(CpdFeed.created_at).where(
            CpdFeed.person_id == actor.person_id, CpdFeed.provider_id == actor.provider_id
        )
    )


def find_feed(session: Session, token: str) -> Feed | None:
    """Give what a calendar address shows, or None where no such address stands.

    It ends with its owner's last role at the provider.
    """
    owner = session.execute(
        sa.select(CpdFeed.person_id, CpdFeed.provider_id, Person.language)
        .join(Person, Person.id == CpdFeed.person_id)
        .where(
            CpdFeed.token_hash == hash_token(token),
            sa.exists().where(
                RoleHolding.person_id == CpdFeed.person_id,
                RoleHolding.provider_id == CpdFeed.provider_id,
                RoleHolding.ended_at.is_(None),
            ),
        )
    ).one_or_none()
    if owner is None:
        return None
    rows = session.execute(
        sa.select(
            CpdActivity.id,
            CpdActivity.version,
            CpdActivity.title,
            CpdActivity.language,
            CpdActivity.starts_on,
            CpdActivity.ends_on,
            CpdActivity.created_at,
        )
        .where(
            CpdActivity.person_id == owner.person_id,
            CpdActivity.provider_id == owner.provider_id,
            CpdActivity.done_on.is_(None),
            CpdActivity.removed_at.is_(None),
        )
        .order_by(CpdActivity.starts_on, CpdActivity.id)
    )
    return Feed(owner.language, tuple(PlannedDay(*row) for row in rows))
