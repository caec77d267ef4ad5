"""The evidence of a unit as a list shows it: two statements, columns only, whatever its size."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.db import read
from assess.enrolment.queries import UnitView
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion, Mapping
from assess.evidence.queries.placed import IS_PLACE_FILE, PLACE_COLUMNS, locator_of
from assess.evidence.rules.kinds import EvidenceKind, LocatorKind
from assess.evidence.rules.locators import Locator
from assess.evidence.rules.sections import named, names_of
from assess.standards.models import Criterion


@dataclass(frozen=True)
class MappingHead:
    id: UUID
    criterion_id: UUID
    label: str
    locator: Locator


@dataclass(frozen=True)
class PieceHead:
    """A piece of evidence in a list: its newest title, and what it is mapped to in the unit."""

    id: UUID
    kind: EvidenceKind
    title: str
    language: str
    practitioner_id: UUID
    made_by_id: UUID
    confirmed_at: datetime | None
    mappings: tuple[MappingHead, ...]

    @property
    def awaits_confirmation(self) -> bool:
        return self.made_by_id != self.practitioner_id and self.confirmed_at is None


def list_piece_heads(
    session: Session, unit: UnitView, *, criterion_id: UUID | None = None
) -> list[PieceHead]:
    """Give the evidence mapped to a unit that was found for the actor, oldest first.

    With a criterion, only what is mapped to it. Where a plan is among them, a third statement
    names the sections.
    """
    values = {
        "unit_id": unit.id,
        "criterion_id": criterion_id,
        "standard_id": unit.standard_id,
    }
    mappings: dict[UUID, list[MappingHead]] = defaultdict(list)
    one = criterion_id is not None
    for row in read(session, _mappings(one=one), values):
        locator = locator_of(*row[4:])
        mappings[row[0]].append(MappingHead(row[1], row[2], row[3], locator))
    _name_sections(session, mappings)
    rows = read(session, _pieces(one=one), values)
    pieces: list[list[Any]] = [[*row, tuple(mappings[row[0]])] for row in rows]
    return [PieceHead(*piece) for piece in pieces]


def _name_sections(session: Session, mappings: dict[UUID, list[MappingHead]]) -> None:
    plans = [
        evidence_id
        for evidence_id, heads in mappings.items()
        if any(head.locator.kind is LocatorKind.SECTION for head in heads)
    ]
    if not plans:
        return
    for evidence_id, sections, language in session.execute(_sections(), {"evidence_ids": plans}):
        names = names_of(sections or (), language)
        mappings[evidence_id] = [
            replace(head, locator=named(head.locator, names)) for head in mappings[evidence_id]
        ]


@cache
def _sections() -> sa.Select[Any]:
    newest = (EvidenceVersion.evidence_id == Evidence.id) & (
        EvidenceVersion.number == Evidence.newest
    )
    return (
        sa.select(Evidence.id, EvidenceVersion.sections, EvidenceVersion.language)
        .join(EvidenceVersion, newest)
        .where(Evidence.id.in_(sa.bindparam("evidence_ids", expanding=True)))
        .order_by(Evidence.id)
    )


@cache
def _pieces(*, one: bool) -> sa.Select[Any]:
    mapped = sa.select(Mapping.evidence_id).where(*_chosen(one=one))
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
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id)
            & (EvidenceVersion.number == Evidence.newest),
        )
        .where(Evidence.id.in_(mapped))
        .order_by(Evidence.created_at, Evidence.id)
    )


@cache
def _mappings(*, one: bool) -> sa.Select[Any]:
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
            *_chosen(one=one), Criterion.standard_id == sa.bindparam("standard_id", type_=sa.Uuid())
        )
        .order_by(Criterion.position, Mapping.id)
    )


def _chosen(*, one: bool) -> list[sa.ColumnElement[bool]]:
    chosen: list[sa.ColumnElement[bool]] = [Mapping.enrolment_id == sa.bindparam("unit_id")]
    if one:
        chosen.append(Mapping.criterion_id == sa.bindparam("criterion_id"))
    return chosen
