"""Where a piece of evidence stands among all of a unit, and what stands around it.

The whole list is read as ids only; what a page shows of them, it reads of the few around one.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.db import read
from assess.enrolment.queries import UnitView
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion, Mapping
from assess.evidence.queries.heads import MappingHead, PieceHead
from assess.evidence.queries.placed import IS_PLACE_FILE, PLACE_COLUMNS, locator_of
from assess.standards.models import Criterion

UNIT = sa.bindparam("unit_id", type_=sa.Uuid())


@dataclass(frozen=True)
class PlaceInUnit:
    """A piece of evidence, by its number among all that are mapped to the unit, oldest first."""

    number: int
    count: int
    around: tuple[tuple[int, PieceHead], ...]
    """The piece itself and its neighbours, with their numbers."""

    @property
    def piece(self) -> PieceHead:
        return next(head for number, head in self.around if number == self.number)


def find_place(
    session: Session,
    unit: UnitView,
    *,
    evidence_id: UUID | None = None,
    criterion_ids: Collection[UUID] = (),
    or_first: bool = False,
    reach: int,
) -> PlaceInUnit | None:
    """Find a piece in a unit that was found for the actor; None where it is not there.

    Without a piece: the oldest that shows one of these criteria, or else the first of all
    where that will do. `reach` is how many neighbours on either side are read with it.
    """
    values = {
        "unit_id": unit.id,
        "evidence_id": evidence_id,
        "criterion_ids": list(criterion_ids),
    }
    rows = read(session, _all(named=evidence_id is not None), values)
    places = (place for place, row in enumerate(rows) if row[1])
    here = next(places, 0 if or_first and rows else None)
    if here is None:
        return None
    first = max(here - reach, 0)
    wanted = [row[0] for row in rows[first : here + reach + 1]]
    mappings = _mappings_of(session, unit, wanted)
    heads = read(session, _heads(), {"evidence_ids": wanted})
    pieces: list[list[Any]] = [[*head, mappings[head[0]]] for head in heads]
    return PlaceInUnit(
        number=here + 1,
        count=len(rows),
        around=tuple(
            (number, PieceHead(*piece)) for number, piece in enumerate(pieces, start=first + 1)
        ),
    )


def _mappings_of(
    session: Session, unit: UnitView, evidence_ids: list[UUID]
) -> dict[UUID, tuple[MappingHead, ...]]:
    found: dict[UUID, list[MappingHead]] = defaultdict(list)
    values = {
        "unit_id": unit.id,
        "standard_id": unit.standard_id,
        "evidence_ids": evidence_ids,
    }
    for row in read(session, _mappings(), values):
        found[row[0]].append(MappingHead(row[1], row[2], row[3], locator_of(*row[4:])))
    return {evidence_id: tuple(mappings) for evidence_id, mappings in found.items()}


@cache
def _all(*, named: bool) -> sa.Select[Any]:
    """Give every id of the unit, and whether it is one of those looked for."""
    mapped = sa.select(Mapping.evidence_id).where(Mapping.enrolment_id == UNIT)
    if named:
        is_wanted = Evidence.id == sa.bindparam("evidence_id", type_=sa.Uuid())
    else:
        wanted: sa.BindParameter[Any] = sa.bindparam("criterion_ids", expanding=True)
        is_wanted = Evidence.id.in_(mapped.where(Mapping.criterion_id.in_(wanted)))
    return (
        sa.select(Evidence.id, is_wanted)
        .where(Evidence.id.in_(mapped))
        .order_by(Evidence.created_at, Evidence.id)
    )


@cache
def _heads() -> sa.Select[Any]:
    newest = (EvidenceVersion.evidence_id == Evidence.id) & (
        EvidenceVersion.number == Evidence.newest
    )
    return (
        sa.select(
            Evidence.id,
            Evidence.kind,
            EvidenceVersion.title,
            EvidenceVersion.language,
            Evidence.practitioner_id,
            Evidence.made_by_id,
            Evidence.confirmed_at,
        )
        .join(EvidenceVersion, newest)
        .where(Evidence.id.in_(sa.bindparam("evidence_ids", expanding=True)))
        .order_by(Evidence.created_at, Evidence.id)
    )


@cache
def _mappings() -> sa.Select[Any]:
    return (
        sa.select(
            Mapping.evidence_id,
            Mapping.id,
            Mapping.criterion_id,
            Criterion.label,
            *PLACE_COLUMNS,
        )
        .join(Criterion, Criterion.id == Mapping.criterion_id)
        .outerjoin(EvidenceFile, IS_PLACE_FILE)
        .where(
            Mapping.enrolment_id == UNIT,
            Criterion.standard_id == sa.bindparam("standard_id", type_=sa.Uuid()),
            Mapping.evidence_id.in_(sa.bindparam("evidence_ids", expanding=True)),
        )
        .order_by(Criterion.position, Mapping.id)
    )
