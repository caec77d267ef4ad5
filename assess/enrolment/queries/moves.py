"""The moves of units to newer versions of their standards, and what became of each criterion."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.db import read
from assess.enrolment.models import Succession, UnitMove
from assess.people.models import Person
from assess.people.queries import name_at
from assess.standards.models import Standard

UNIT: sa.BindParameter[Any] = sa.bindparam("unit_id", type_=sa.Uuid())


@dataclass(frozen=True)
class MoveView:
    id: UUID
    from_standard_id: UUID
    to_standard_id: UUID
    from_edition: str
    to_edition: str
    reason: str
    language: str
    moved_by: str
    moved_at: datetime


@dataclass(frozen=True)
class SuccessionView:
    """One criterion that took another's place, and whether its words are others."""

    before_id: UUID
    after_id: UUID
    reworded: bool


def list_moves(session: Session, unit_id: UUID) -> list[MoveView]:
    """Give the moves of a unit that was found for the actor, oldest first."""
    return [MoveView(*row) for row in read(session, _moves(), {"unit_id": unit_id})]


def list_successions(session: Session, unit_id: UUID) -> dict[UUID, tuple[SuccessionView, ...]]:
    """Give, by move, which criterion took whose place."""
    found: dict[UUID, list[SuccessionView]] = defaultdict(list)
    for move_id, *succession in read(session, _successions(), {"unit_id": unit_id}):
        found[move_id].append(SuccessionView(*succession))
    return {move_id: tuple(successions) for move_id, successions in found.items()}


def list_predecessors(session: Session, unit_id: UUID) -> dict[UUID, tuple[UUID, ...]]:
    """Give, by criterion of a unit, the criteria whose place it took, the latest first."""
    rows = read(session, _successions(), {"unit_id": unit_id})
    before: dict[UUID, UUID] = {newer: older for _, older, newer, _ in rows}
    return {newer: tuple(_chain(before, newer)) for newer in before}


def _chain(before: dict[UUID, UUID], criterion_id: UUID) -> list[UUID]:
    chain: list[UUID] = []
    while (older := before.get(criterion_id)) is not None:
        chain.append(older)
        criterion_id = older
    return chain


@cache
def _moves() -> sa.Select[Any]:
    before, after = aliased(Standard), aliased(Standard)
    return (
        sa.select(
            UnitMove.id,
            UnitMove.from_standard_id,
            UnitMove.to_standard_id,
            before.edition,
            after.edition,
            UnitMove.reason,
            UnitMove.language,
            name_at(UnitMove.provider_id, Person),
            UnitMove.moved_at,
        )
        .join(before, before.id == UnitMove.from_standard_id)
        .join(after, after.id == UnitMove.to_standard_id)
        .join(Person, Person.id == UnitMove.moved_by_id)
        .where(UnitMove.enrolment_id == UNIT)
        .order_by(UnitMove.moved_at, UnitMove.id)
    )


@cache
def _successions() -> sa.Select[Any]:
    return (
        sa.select(
            Succession.unit_move_id,
            Succession.from_criterion_id,
            Succession.to_criterion_id,
            Succession.reworded,
        )
        .join(UnitMove, UnitMove.id == Succession.unit_move_id)
        .where(UnitMove.enrolment_id == UNIT)
    )
