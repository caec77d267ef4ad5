"""What a person means to learn, and which of it has an activity."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdActivity, CpdNeed
from assess.cpd.rules.kinds import NeedSource
from assess.refusals import NotFoundError
from assess.standards.models import Criterion, Standard


@dataclass(frozen=True)
class NeedView:
    id: UUID
    version: int
    words: str
    language: str
    source: NeedSource
    criterion_id: UUID | None
    urn: str | None
    edition: str | None
    label: str | None
    noted_on: date
    closed_on: date | None
    activities: int
    """How many activities that count are for it."""


def is_own_need(actor: Actor) -> sa.ColumnElement[bool]:
    return (CpdNeed.person_id == actor.person_id) & (CpdNeed.provider_id == actor.provider_id)


def list_needs(
    session: Session,
    actor: Actor,
    *,
    is_open: bool,
    limit: int | None = None,
    offset: int = 0,
) -> list[NeedView]:
    """Give the actor's needs, open ones or closed ones, the newest first."""
    rows = session.execute(
        _needs()
        .where(is_own_need(actor), _openness(is_open=is_open))
        .order_by(CpdNeed.noted_on.desc(), CpdNeed.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [NeedView(*row) for row in rows]


def count_needs(session: Session, actor: Actor, *, is_open: bool) -> int:
    count = sa.select(sa.func.count(CpdNeed.id)).where(
        is_own_need(actor), _openness(is_open=is_open)
    )
    return session.scalar(count) or 0


def find_need(session: Session, actor: Actor, need_id: UUID) -> NeedView:
    """Find one of the actor's own needs.

    Raises:
        NotFoundError: when there is none, or it is somebody else's.

    """
    row = session.execute(_needs().where(is_own_need(actor), CpdNeed.id == need_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return NeedView(*row)


def _openness(*, is_open: bool) -> sa.ColumnElement[bool]:
    return CpdNeed.closed_on.is_(None) if is_open else CpdNeed.closed_on.is_not(None)


def _needs() -> sa.Select[tuple[object, ...]]:
    activities = (
        sa.select(sa.func.count(CpdActivity.id))
        .where(CpdActivity.need_id == CpdNeed.id, CpdActivity.removed_at.is_(None))
        .correlate(CpdNeed)
        .scalar_subquery()
    )
    return (
        sa.select(
            CpdNeed.id,
            CpdNeed.version,
            CpdNeed.words,
            CpdNeed.language,
            CpdNeed.source,
            CpdNeed.criterion_id,
            Standard.urn,
            Standard.edition,
            Criterion.label,
            CpdNeed.noted_on,
            CpdNeed.closed_on,
            activities,
        )
        .outerjoin(Criterion, Criterion.id == CpdNeed.criterion_id)
        .outerjoin(Standard, Standard.id == Criterion.standard_id)
    )
