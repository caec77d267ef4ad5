"""The units of the map: who is on which standard, with what has happened to each criterion."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import SignOff
from assess.assessment.queries.states import stands
from assess.enrolment.models import Enrolment
from assess.enrolment.queries.choosing import is_chosen, only
from assess.enrolment.rules.choosing import UnitChoice
from assess.overview.queries.cells import Columns, list_happened
from assess.overview.rules.cells import cells_after


@dataclass(frozen=True)
class MapUnit:
    id: UUID
    practitioner_id: UUID
    standard_id: UUID
    starts_on: date
    ends_on: date | None
    is_signed_off: bool
    cells: bytes
    last_at: datetime | None


def list_map_units(
    session: Session,
    actor: Actor,
    choice: UnitChoice,
    person_ids: list[UUID],
    columns: Mapping[UUID, Columns],
) -> list[MapUnit]:
    """Give the chosen units of some practitioners on the standards that have columns."""
    rows = session.execute(
        _units().where(
            is_chosen(actor, choice),
            only(person_ids),
            Enrolment.standard_id.in_(list(columns)),
        )
    ).all()
    happened = list_happened(
        session, actor.provider_id, {row.id: columns[row.standard_id] for row in rows}
    )
    return [
        MapUnit(
            row.id,
            row.practitioner_id,
            row.standard_id,
            row.starts_on,
            row.ends_on,
            row.is_signed_off,
            cells=cells_after(happened[row.id].cells, signed_off=row.is_signed_off),
            last_at=happened[row.id].last_at,
        )
        for row in rows
    ]


def _units() -> sa.Select[Any]:
    return sa.select(
        Enrolment.id,
        Enrolment.practitioner_id,
        Enrolment.standard_id,
        Enrolment.starts_on,
        Enrolment.ends_on,
        sa.exists().where(SignOff.enrolment_id == Enrolment.id, stands()).label("is_signed_off"),
    )
