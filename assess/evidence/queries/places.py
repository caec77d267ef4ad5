"""Where a piece of evidence stands in the list of a unit, and what stands around it.

The whole list is read as ids only; what a page shows of them, it reads of the few around one.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
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
    ids: tuple[UUID, ...]
    """All the evidence of the unit, oldest first."""

    def around(self, reach: int | None) -> Sequence[UUID]:
        """Give the pieces within reach of this one, itself among them; all without a reach."""
        if reach is None:
            return self.ids
        return self.ids[max(self.number - 1 - reach, 0) : self.number + reach]


def find_place(
    session: Session,
    unit: UnitView,
    *,
    evidence_id: UUID | None = None,
    criterion_ids: Collection[UUID] = (),
) -> PlaceInUnit | None:
    """Find a piece in a unit that was found for the actor; None where it is not there.

    Without a piece: the oldest that shows one of these criteria.
    """
    connection = session.connection()
    if evidence_id is None:
        values = {"unit_id": unit.id, "criterion_ids": list(criterion_ids)}
        evidence_id = connection.execute(_oldest_showing(), values).scalar()
    ids = tuple(connection.execute(_ids(), {"unit_id": unit.id}).scalars())
    if evidence_id is None or evidence_id not in ids:
        return None
    return PlaceInUnit(evidence_id, ids.index(evidence_id) + 1, ids)


def list_around(
    session: Session, unit: UnitView, place: PlaceInUnit, *, reach: int | None
) -> list[tuple[int, PieceHead]]:
    """Give a piece and those around it with their numbers."""
    connection = session.connection()
    wanted = list(place.around(reach))
    values = {"unit_id": unit.id, "evidence_ids": wanted}
    mappings: dict[UUID, list[MappingHead]] = defaultdict(list)
    for row in connection.execute(_mappings(), values):
        locator = Locator(row[4], row[5])
        mappings[row[0]].append(MappingHead(row[1], row[2], row[3], locator))
    first = place.ids.index(wanted[0]) + 1
    pieces: list[list[Any]] = [
        [*row, tuple(mappings[row[0]])]
        for row in connection.execute(_heads(), {"evidence_ids": wanted})
    ]
    return [(number, PieceHead(*piece)) for number, piece in enumerate(pieces, start=first)]


@cache
def _ids() -> sa.Select[Any]:
    mapped = sa.select(Mapping.evidence_id).where(Mapping.enrolment_id == UNIT)
    return (
        sa.select(Evidence.id)
        .where(Evidence.id.in_(mapped))
        .order_by(Evidence.created_at, Evidence.id)
    )


@cache
def _oldest_showing() -> sa.Select[Any]:
    wanted: sa.BindParameter[Any] = sa.bindparam("criterion_ids", expanding=True)
    return (
        sa.select(Evidence.id)
        .join(Mapping, Mapping.evidence_id == Evidence.id)
        .where(Mapping.enrolment_id == UNIT, Mapping.criterion_id.in_(wanted))
        .order_by(Evidence.created_at, Evidence.id)
        .limit(1)
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
