"""Criteria that something is good for, by what was typed and by what they belong to."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.learning.models import LearningEntryCriterion, LessonCriterion
from assess.learning.rules.places import (
    TypedCriterion,
    UnknownCriteriaError,
    read_criteria,
    urn_of,
    words_in,
)
from assess.standards.models import Criterion, Standard
from assess.standards.queries import may_see

MOST_WORDS = 200


@dataclass(frozen=True)
class NamedCriterion:
    id: UUID
    urn: str
    edition: str
    label: str

    @property
    def name(self) -> str:
        return f"{self.urn} {self.label}"


def find_typed_criteria(
    session: Session, provider_id: UUID | None, typed: str
) -> tuple[NamedCriterion, ...]:
    """Find the criteria that were typed, of standards that the provider may see.

    Raises:
        UnknownCriteriaError: with what names no criterion.

    """
    words = words_in(typed)[:MOST_WORDS]
    if not words:
        return ()
    rows = session.execute(
        sa.select(Criterion.id, Standard.urn, Standard.edition, Criterion.label)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(
            may_see(provider_id), sa.func.upper(Standard.urn).in_({urn_of(one) for one in words})
        )
        # The newest edition first, and a provider's own import before everybody's.
        .order_by(
            Standard.owner_id.is_(None),
            sa.func.length(Standard.edition).desc(),
            Standard.edition.desc(),
            Criterion.position,
        )
    )
    known = [NamedCriterion(*row) for row in rows]
    wanted = read_criteria(" ".join(words), {one.urn.upper() for one in known})
    found = {one: _first(known, one) for one in wanted}
    if unknown := [one.name for one, criterion in found.items() if criterion is None]:
        raise UnknownCriteriaError(unknown)
    return tuple(one for one in found.values() if one is not None)


def _first(known: Collection[NamedCriterion], wanted: TypedCriterion) -> NamedCriterion | None:
    of_urn = [
        one
        for one in known
        if one.urn.upper() == wanted.urn and wanted.edition in {None, one.edition}
    ]
    editions = [one.edition for one in of_urn][:1]
    return next(
        (one for one in of_urn if one.label.upper() == wanted.label and one.edition in editions),
        None,
    )


def find_named_criterion(
    session: Session, provider_id: UUID, criterion_id: UUID
) -> NamedCriterion | None:
    row = session.execute(
        sa.select(Criterion.id, Standard.urn, Standard.edition, Criterion.label)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(Criterion.id == criterion_id, may_see(provider_id))
    ).one_or_none()
    return NamedCriterion(*row) if row else None


def criteria_of_entries(
    session: Session, provider_id: UUID, entry_ids: Collection[UUID]
) -> dict[UUID, list[NamedCriterion]]:
    """Give the criteria of some entries that the provider may see, in one statement."""
    of = LearningEntryCriterion
    return _criteria_of(session, provider_id, of.entry_id, of.criterion_id, entry_ids)


def criteria_of_lessons(
    session: Session, provider_id: UUID, lesson_ids: Collection[UUID]
) -> dict[UUID, list[NamedCriterion]]:
    """Give the criteria of some lessons that the provider may see, in one statement.

    A standard that only its author's provider has would tell whose the lesson is.
    """
    of = LessonCriterion
    return _criteria_of(session, provider_id, of.lesson_id, of.criterion_id, lesson_ids)


def _criteria_of(
    session: Session,
    provider_id: UUID,
    owner: Any,  # noqa: ANN401 (a column)
    criterion: Any,  # noqa: ANN401 (a column)
    ids: Collection[UUID],
) -> dict[UUID, list[NamedCriterion]]:
    found: dict[UUID, list[NamedCriterion]] = defaultdict(list)
    for row in session.execute(
        sa.select(owner, Criterion.id, Standard.urn, Standard.edition, Criterion.label)
        .join(Criterion, Criterion.id == criterion)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(owner.in_(ids), may_see(provider_id))
        .order_by(Standard.urn, Standard.edition, Criterion.position)
    ):
        found[row[0]].append(NamedCriterion(*row[1:]))
    return found
