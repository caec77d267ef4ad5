"""What has happened to each criterion of many units, as a byte each.

A cohort has thousands of cells, so what is read is a row a unit: the ids of its criteria in one
text. It is kept in memory for as long as the end of the provider's journal stands where it stood,
because every table that is read here is on record: nothing can change without the journal's end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
from assess.journal.queries import find_seal
from assess.overview.rules.cells import (
    MAPPED,
    MET,
    NOT_YET_MET,
    WAITING,
    cells_after,
    count_done,
    count_met,
)

PROVIDERS_KEPT = 50
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
    cells: bytearray
    last_at: datetime | None = None

    def note(self, at: datetime | None) -> None:
        if at is not None and (self.last_at is None or at > self.last_at):
            self.last_at = at


@dataclass(frozen=True)
class _Kept:
    seal: str | None
    units: dict[UUID, MapUnit] = field(default_factory=dict)


_kept: dict[UUID, _Kept] = {}


def load_units(
    session: Session, provider_id: UUID, units: Sequence[tuple[UUID, Columns]]
) -> list[MapUnit]:
    """Give some units of a provider that were found for the actor, in the order they come in."""
    known = _known_at(provider_id, find_seal(session, chain_id=provider_id)).units
    found = [known.get(unit_id) for unit_id, _columns in units]
    missing = {
        unit_id: columns
        for (unit_id, columns), unit in zip(units, found, strict=True)
        # The words of a standard are no provider's, and new ones may have other criteria.
        if unit is None or unit.columns != columns
    }
    if missing:
        known.update(_read(session, missing))
        found = [known.get(unit_id) for unit_id, _columns in units]
    return [unit for unit in found if unit is not None]


def _known_at(provider_id: UUID, seal: str | None) -> _Kept:
    """Give what is kept since the journal's end came to stand there; before its first entry, none.

    The end was read before anything else is, so what is kept is never older than it.
    """
    known = _kept.get(provider_id)
    if known is None or seal is None or known.seal != seal:
        known = _Kept(seal)
        if len(_kept) >= PROVIDERS_KEPT:
            _kept.clear()
        _kept[provider_id] = known
    return known


def _read(session: Session, units: Mapping[UUID, Columns]) -> dict[UUID, MapUnit]:
    found = {
        unit_id: _Happened(columns, bytearray(len(columns))) for unit_id, columns in units.items()
    }
    places = {columns: _places(columns) for columns in set(units.values())}
    values = {"unit_ids": list(units)}
    for statement, bits_of in _statements():
        for unit_id, criteria, what, at in read(session, statement, values):
            unit = found[unit_id]
            unit.note(at)
            _add(unit.cells, criteria, places[unit.columns], bits_of(what))
    for unit_id, at in read(session, _activity(), values):
        found[unit_id].note(at)
    return {row[0]: _unit(row, found[row[0]]) for row in read(session, _units(), values)}


def _unit(row: sa.Row[Any], happened: _Happened) -> MapUnit:
    unit_id, practitioner_id, standard_id, starts_on, ends_on, is_signed_off = row
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
    return sa.select(
        Enrolment.id,
        Enrolment.practitioner_id,
        Enrolment.standard_id,
        Enrolment.starts_on,
        Enrolment.ends_on,
        sa.exists().where(SignOff.enrolment_id == Enrolment.id, stands()),
    ).where(_among(Enrolment.id))


def _places(columns: Sequence[UUID]) -> dict[str, int]:
    """Give each criterion's place by its id as either engine writes it."""
    return {name: place for place, one in enumerate(columns) for name in (one.hex, str(one))}


def _add(cells: bytearray, criteria: str, places: Mapping[str, int], bit: int) -> None:
    for criterion_id in criteria.split():
        place = places.get(criterion_id)
        if place is not None:
            cells[place] |= bit


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


@cache
def _activity() -> sa.Select[Any]:
    """Give the last submission and the last request and answer of each unit."""
    submitted = sa.select(
        Submission.enrolment_id.label("unit"), Submission.submitted_at.label("at")
    ).where(_among(Submission.enrolment_id))
    asked = sa.select(Request.enrolment_id, Request.asked_at).where(_among(Request.enrolment_id))
    answered = sa.select(Request.enrolment_id, Request.answered_at).where(
        _among(Request.enrolment_id), Request.answered_at.is_not(None)
    )
    every = sa.union_all(submitted, asked, answered).subquery()
    return sa.select(every.c.unit, sa.func.max(every.c.at)).group_by(every.c.unit)
