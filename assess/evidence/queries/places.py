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
    heads = _heads_of(session, unit, wanted)
    return PlaceInUnit(
        number=here + 1, count=len(rows), around=tuple(enumerate(heads, start=first + 1))
    )


def _heads_of(session: Session, unit: UnitView, evidence_ids: list[UUID]) -> list[PieceHead]:
    values = {
        "unit_id": unit.id,
        "standard_id": unit.standard_id,
        "evidence_ids": evidence_ids,
    }
    mappings: dict[tuple[Any, ...], list[MappingHead]] = defaultdict(list)
    for row in read(session, _heads(), values):
        mapping_id, criterion_id, label, *place = row[7:]
        mapping = MappingHead(mapping_id, criterion_id, label, locator_of(*place))
        mappings[tuple(row[:7])].append(mapping)
    pieces: list[list[Any]] = [[*head, tuple(mapped)] for head, mapped in mappings.items()]
    return [PieceHead(*piece) for piece in pieces]


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
    """Give pieces with what they are mapped to: a row for each mapping."""
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
            Mapping.id,
            Mapping.criterion_id,
            Criterion.label,
            *PLACE_COLUMNS,
        )
        .join(EvidenceVersion, newest)
        .join(Mapping, (Mapping.evidence_id == Evidence.id) & (Mapping.enrolment_id == UNIT))
        .join(
            Criterion,
            (Criterion.id == Mapping.criterion_id)
            & (Criterion.standard_id == sa.bindparam("standard_id", type_=sa.Uuid())),
        )
        .outerjoin(EvidenceFile, IS_PLACE_FILE)
        .where(Evidence.id.in_(sa.bindparam("evidence_ids", expanding=True)))
        .order_by(Evidence.created_at, Evidence.id, Criterion.position, Mapping.id)
    )
