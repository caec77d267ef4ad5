from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import Bilingual, fold
from assess.db import Folded
from assess.learning.models import LearningEntry, LearningEntryCriterion
from assess.learning.queries.criteria import NamedCriterion, criteria_of_entries
from assess.learning.rules import EntryKind
from assess.refusals import NotFoundError

MOST_OF_CRITERION = 5
"""How many the page of a criterion shows; the catalogue has the rest."""

SEARCHED = (
    LearningEntry.title_en,
    LearningEntry.title_cy,
    LearningEntry.summary_en,
    LearningEntry.summary_cy,
    LearningEntry.given_by,
)


@dataclass(frozen=True)
class EntryChoice:
    """What the catalogue is narrowed to."""

    words: str = ""
    kind: EntryKind | None = None
    language: str = ""
    criterion_ids: tuple[UUID, ...] | None = None
    """Any of these; none at all where what was typed names no criterion."""

    is_retired: bool = False


@dataclass(frozen=True)
class EntryView:
    id: UUID
    is_own: bool
    """Of the reader's own provider, rather than everybody's."""

    kind: EntryKind
    title: Bilingual
    summary: Bilingual
    caveat: Bilingual
    language: str
    given_by: str
    address: str
    minutes: int | None
    starts_on: date | None
    retired_at: datetime | None
    version: int
    criteria: tuple[NamedCriterion, ...] = ()


def is_for(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition: everybody's entries, and those of the actor's own provider."""
    return LearningEntry.owner_id.is_(None) | (LearningEntry.owner_id == actor.provider_id)


def list_entries(
    session: Session, actor: Actor, choice: EntryChoice, *, limit: int, offset: int = 0
) -> list[EntryView]:
    """Give a page of the catalogue, the newest first, in two statements."""
    rows = session.execute(
        _entries()
        .where(*_chosen(actor, choice))
        .order_by(LearningEntry.created_at.desc(), LearningEntry.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    criteria = criteria_of_entries(session, actor.provider_id, [row[0] for row in rows])
    return [_view(row, tuple(criteria.get(row[0], ()))) for row in rows]


def count_entries(session: Session, actor: Actor, choice: EntryChoice) -> int:
    count = sa.select(sa.func.count(LearningEntry.id)).where(*_chosen(actor, choice))
    return session.scalar(count) or 0


def list_entry_languages(session: Session, actor: Actor) -> list[str]:
    """Give the languages to choose from: those that there is an entry in."""
    select = sa.select(LearningEntry.language).where(is_for(actor)).distinct()
    return sorted(session.scalars(select))


def find_entry(session: Session, actor: Actor, entry_id: UUID) -> EntryView:
    """Find an entry, retired or not.

    Raises:
        NotFoundError: when there is none, or it is another provider's.

    """
    row = session.execute(
        _entries().where(is_for(actor), LearningEntry.id == entry_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    criteria = criteria_of_entries(session, actor.provider_id, [entry_id])
    return _view(row, tuple(criteria.get(entry_id, ())))


def list_entries_on(session: Session, actor: Actor, criterion_id: UUID) -> list[EntryView]:
    """Give the newest entries for a criterion, and one more than are shown, in one statement."""
    choice = EntryChoice(criterion_ids=(criterion_id,))
    rows = session.execute(
        _entries()
        .where(*_chosen(actor, choice))
        .order_by(LearningEntry.created_at.desc(), LearningEntry.id.desc())
        .limit(MOST_OF_CRITERION + 1)
    )
    return [_view(row, ()) for row in rows]


def _entries() -> sa.Select[Any]:
    return sa.select(
        LearningEntry.id,
        LearningEntry.owner_id.is_not(None),
        LearningEntry.kind,
        LearningEntry.title_en,
        LearningEntry.title_cy,
        LearningEntry.summary_en,
        LearningEntry.summary_cy,
        LearningEntry.caveat_en,
        LearningEntry.caveat_cy,
        LearningEntry.language,
        LearningEntry.given_by,
        LearningEntry.address,
        LearningEntry.minutes,
        LearningEntry.starts_on,
        LearningEntry.retired_at,
        LearningEntry.version,
    )


def _view(row: sa.Row[Any], criteria: tuple[NamedCriterion, ...]) -> EntryView:
    texts = [Bilingual(row[place] or None, row[place + 1] or None) for place in (3, 5, 7)]
    values: list[Any] = [*row[:3], *texts, *row[9:], criteria]
    return EntryView(*values)


def _chosen(actor: Actor, choice: EntryChoice) -> Iterator[sa.ColumnElement[bool]]:
    yield is_for(actor)
    retired = LearningEntry.retired_at
    yield retired.is_not(None) if choice.is_retired else retired.is_(None)
    if choice.kind is not None:
        yield LearningEntry.kind == choice.kind
    if choice.language:
        yield LearningEntry.language == choice.language
    if choice.criterion_ids is not None:
        yield sa.exists().where(
            LearningEntryCriterion.entry_id == LearningEntry.id,
            LearningEntryCriterion.criterion_id.in_(choice.criterion_ids),
        )
    for word in fold(choice.words).split():
        yield sa.or_(*(Folded(column).contains(word, autoescape=True) for column in SEARCHED))
