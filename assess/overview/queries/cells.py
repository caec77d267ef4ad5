"""What has happened to each criterion of many units, as a byte each.

A cohort has thousands of cells, so what is read is a row a unit: the ids of its criteria in one
text.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.assessment.models import Decision, Request, SignOff, Submission, SubmittedCriterion
from assess.assessment.queries.states import is_undecided, stands
from assess.assessment.rules import Outcome
from assess.assessment.rules.asking import day_of
from assess.db import read
from assess.enrolment.models import Enrolment
from assess.evidence.models import Mapping as EvidenceMapping
from assess.overview.rules.cells import (
    MAPPED,
    MET,
    NOT_YET_MET,
    WAITING,
    cells_after,
    count_done,
    count_met,
)

_OUTCOMES = {Outcome.MET: MET, Outcome.NOT_YET_MET: NOT_YET_MET}


Columns = tuple[UUID, ...]
"""The criteria of a standard, in order."""


@dataclass(frozen=True)
class MapUnit:
    """A unit as the map shows it."""

    id: UUID
    id_in_address: str
    practitioner_id: UUID
    standard_id: UUID
    starts_on: date
    ends_on: date | None
    is_signed_off: bool
    columns: Columns
    cells: bytes
    done: int
    met: int
    last_on: date | None
    """The day on which something last happened, in Europe/London."""


@dataclass
class _Happened:
    """What has happened in one unit, while it is being gathered."""

    columns: Columns
    places: Mapping[str, int]
    """Of the columns, by their ids as either engine writes them."""

    cells: bytearray
    last_at: datetime | None = None

    def add(self, criteria: str, bit: int, at: datetime) -> None:
        for criterion_id in criteria.split():
            if (place := self.places.get(criterion_id)) is not None:
                self.cells[place] |= bit
        self.note(at)

    def note(self, at: datetime | None) -> None:
        if at is not None and (self.last_at is None or at > self.last_at):
            self.last_at = at


def read_units(session: Session, units: Mapping[UUID, Columns]) -> dict[UUID, MapUnit]:
    """Read some units that were found for the actor."""
    # The columns of a standard are one tuple for all its units: to tell them apart by what is in
    # them would take longer than to read them.
    places: dict[int, dict[str, int]] = {}
    happened: dict[UUID, _Happened] = {}
    for unit_id, columns in units.items():
        if id(columns) not in places:
            places[id(columns)] = _places(columns)
        happened[unit_id] = _Happened(columns, places[id(columns)], bytearray(len(columns)))
    values = {"unit_ids": list(units)}
    for statement, bits_of in _statements():
        for unit_id, criteria, what, at in read(session, statement, values):
            happened[unit_id].add(criteria, bits_of(what), at)
    return {row[0]: _unit(row, happened[row[0]]) for row in read(session, _units(), values)}


def _unit(row: sa.Row[Any], happened: _Happened) -> MapUnit:
    unit_id, practitioner_id, standard_id, starts_on, ends_on, is_signed_off, *moments = row
    for at in moments:
        happened.note(at)
    cells = cells_after(happened.cells, signed_off=is_signed_off)
    return MapUnit(
        id=unit_id,
        id_in_address=str(unit_id),
        practitioner_id=practitioner_id,
        standard_id=standard_id,
        starts_on=starts_on,
        ends_on=ends_on,
        is_signed_off=is_signed_off,
        columns=happened.columns,
        cells=cells,
        done=count_done(cells),
        met=count_met(cells),
        last_on=day_of(happened.last_at) if happened.last_at else None,
    )


@cache
def _units() -> sa.Select[Any]:
    """Give the statement: the units, and when last they were put forward, asked and answered."""

    def last(moment: Any) -> sa.ScalarSelect[Any]:  # noqa: ANN401 (a column of moments)
        table = moment.class_
        latest = sa.select(sa.func.max(moment)).where(table.enrolment_id == Enrolment.id)
        return latest.correlate(Enrolment).scalar_subquery()

    return sa.select(
        Enrolment.id,
        Enrolment.practitioner_id,
        Enrolment.standard_id,
        Enrolment.starts_on,
        Enrolment.ends_on,
        sa.exists().where(SignOff.enrolment_id == Enrolment.id, stands()),
        last(Submission.submitted_at),
        last(Request.asked_at),
        last(Request.answered_at),
    ).where(_among(Enrolment.id))


def _places(columns: Sequence[UUID]) -> dict[str, int]:
    """Give each criterion's place by its id as either engine writes it."""
    return {name: place for place, one in enumerate(columns) for name in (one.hex, str(one))}


def _statements() -> tuple[tuple[sa.Select[Any], Callable[[Any], int]], ...]:
    return (
        (_mapped(), lambda _: MAPPED),
        (_waiting(), lambda _: WAITING),
        (_decided(), lambda outcome: _OUTCOMES[Outcome(outcome)]),
    )


def _ids_of(column: Any) -> sa.ColumnElement[str]:  # noqa: ANN401 (a column of ids)
    return sa.func.aggregate_strings(sa.cast(column, sa.String), " ")


def _among(column: Any) -> sa.ColumnElement[bool]:  # noqa: ANN401 (a column of ids)
    among: sa.ColumnElement[bool] = column.in_(sa.bindparam("unit_ids", expanding=True))
    return among


@cache
def _mapped() -> sa.Select[Any]:
    return (
        sa.select(
            EvidenceMapping.enrolment_id,
            _ids_of(EvidenceMapping.criterion_id),
            sa.null(),
            sa.func.max(EvidenceMapping.created_at),
        )
        .where(_among(EvidenceMapping.enrolment_id))
        .group_by(EvidenceMapping.enrolment_id)
    )


@cache
def _waiting() -> sa.Select[Any]:
    return (
        sa.select(
            Submission.enrolment_id,
            _ids_of(SubmittedCriterion.criterion_id),
            sa.null(),
            sa.func.max(Submission.submitted_at),
        )
        .join(SubmittedCriterion, SubmittedCriterion.submission_id == Submission.id)
        .where(_among(Submission.enrolment_id), Submission.withdrawn_at.is_(None), is_undecided())
        .group_by(Submission.enrolment_id)
    )


@cache
def _decided() -> sa.Select[Any]:
    """Give the decisions that stand. Few are ever replaced, so those are gathered first."""
    later = aliased(Decision)
    replaced = sa.select(later.replaces_id).where(
        _among(later.enrolment_id), later.replaces_id.is_not(None)
    )
    return (
        sa.select(
            Decision.enrolment_id,
            _ids_of(Decision.criterion_id),
            Decision.outcome,
            sa.func.max(Decision.decided_at),
        )
        .where(_among(Decision.enrolment_id), Decision.id.not_in(replaced))
        .group_by(Decision.enrolment_id, Decision.outcome)
    )
