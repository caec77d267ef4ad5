"""Where a piece of evidence stands in the list of a unit, and what stands around it.

The whole list is numbered by the database, so that a page about one piece reads only a few rows.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.enrolment.queries import UnitView
from assess.evidence.models import Evidence, EvidenceVersion, Mapping
from assess.evidence.queries.heads import MappingHead, PieceHead
from assess.evidence.rules.locators import Locator
from assess.standards.models import Criterion

UNIT = sa.bindparam("unit_id", type_=sa.Uuid())


@dataclass(frozen=True)
class PlaceInUnit:
    """A piece of evidence, by its number among all that are mapped to the unit."""

    evidence_id: UUID
    number: int
    all: int


def find_place(session: Session, unit: UnitView, evidence_id: UUID) -> PlaceInUnit | None:
    """Find where a piece stands in a unit that was found for the actor."""
    values = {"unit_id": unit.id, "evidence_id": evidence_id}
    return _place(session.execute(_one(), values))


def find_first_place(
    session: Session, unit: UnitView, *, criterion_ids: Collection[UUID] | None = None
) -> PlaceInUnit | None:
    """Find the oldest piece of a unit, or the oldest that shows one of these criteria."""
    if criterion_ids is None:
        return _place(session.execute(_first(), {"unit_id": unit.id}))
    if not criterion_ids:
        return None
    values = {"unit_id": unit.id, "criterion_ids": list(criterion_ids)}
    return _place(session.execute(_first_showing(), values))


def list_around(
    session: Session, unit: UnitView, place: PlaceInUnit, *, reach: int | None
) -> list[tuple[int, PieceHead]]:
    """Give a piece and those around it with their numbers; all of them where no reach is given."""
    reach = place.all if reach is None else reach
    span = {"unit_id": unit.id, "low": place.number - reach, "high": place.number + reach}
    rows = session.execute(_span(), span).all()
    mappings: dict[UUID, list[MappingHead]] = defaultdict(list)
    values = {"unit_id": unit.id, "evidence_ids": [row[1] for row in rows]}
    for row in session.execute(_mappings(), values):
        locator = Locator(row[4], row[5])
        mappings[row[0]].append(MappingHead(row[1], row[2], row[3], locator))
    pieces: list[list[Any]] = [[*row[1:], tuple(mappings[row[1]])] for row in rows]
    return [(row[0], PieceHead(*piece)) for row, piece in zip(rows, pieces, strict=True)]


def _place(rows: sa.Result[Any]) -> PlaceInUnit | None:
    row = rows.first()
    return PlaceInUnit(*row) if row is not None else None


@cache
def _numbered() -> sa.Subquery:
    order = (Evidence.created_at, Evidence.id)
    return (
        sa.select(
            Evidence.id.label("evidence_id"),
            sa.func.row_number().over(order_by=order).label("number"),
            sa.func.count().over().label("all"),
        )
        .where(Evidence.id.in_(sa.select(Mapping.evidence_id).where(Mapping.enrolment_id == UNIT)))
        .subquery()
    )


@cache
def _first() -> sa.Select[Any]:
    return sa.select(_numbered()).order_by(_numbered().c.number).limit(1)


@cache
def _one() -> sa.Select[Any]:
    wanted = sa.bindparam("evidence_id", type_=sa.Uuid())
    return sa.select(_numbered()).where(_numbered().c.evidence_id == wanted)


@cache
def _first_showing() -> sa.Select[Any]:
    showing = sa.select(Mapping.evidence_id).where(
        Mapping.enrolment_id == UNIT,
        Mapping.criterion_id.in_(sa.bindparam("criterion_ids", expanding=True)),
    )
    return _first().where(_numbered().c.evidence_id.in_(showing))


@cache
def _span() -> sa.Select[Any]:
    numbered = _numbered()
    return (
        sa.select(
            numbered.c.number,
            Evidence.id,
            Evidence.kind,
            EvidenceVersion.title,
            EvidenceVersion.language,
            Evidence.practitioner_id,
            Evidence.made_by_id,
            Evidence.confirmed_at,
        )
        .join(Evidence, Evidence.id == numbered.c.evidence_id)
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id)
            & (EvidenceVersion.number == Evidence.newest),
        )
        .where(numbered.c.number.between(sa.bindparam("low"), sa.bindparam("high")))
        .order_by(numbered.c.number)
    )


@cache
def _mappings() -> sa.Select[Any]:
    return (
        sa.select(
            Mapping.evidence_id,
            Mapping.id,
            Mapping.criterion_id,
            Criterion.label,
            Mapping.locator_kind,
            Mapping.locator,
        )
        .join(Criterion, Criterion.id == Mapping.criterion_id)
        .where(
            Mapping.enrolment_id == UNIT,
            Mapping.evidence_id.in_(sa.bindparam("evidence_ids", expanding=True)),
        )
        .order_by(Criterion.position, Mapping.id)
    )
