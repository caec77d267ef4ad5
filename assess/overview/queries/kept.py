"""What was read of each provider's units, kept in memory for as long as it holds.

Every table that the map reads is on record: nothing in it can change without an entry in the
provider's journal. So after a deed only those units are read again whose rows its entry names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.assessment.models import (
    Decision,
    Request,
    SignOff,
    SignOffWithdrawal,
    Submission,
    SubmittedCriterion,
)
from assess.db import read
from assess.enrolment.models import Enrolment
from assess.evidence.models import Mapping
from assess.journal.queries import ChainEnd, TouchedRow, find_end, list_touched_rows
from assess.overview.queries.cells import Columns, MapUnit, read_units

PROVIDERS_KEPT = 50
DEEDS_FOLLOWED = 50
"""After more deeds than this everything is read again."""


@dataclass(frozen=True)
class _Kept:
    end: ChainEnd
    units: dict[UUID, MapUnit]


_kept: dict[UUID, _Kept] = {}


def load_units(
    session: Session, provider_id: UUID, units: Sequence[tuple[UUID, Columns]]
) -> list[MapUnit]:
    """Give some units of a provider that were found for the actor, in the order they come in."""
    known = _known(session, provider_id)
    found = [known.get(unit_id) for unit_id, _columns in units]
    missing = {
        unit_id: columns
        for (unit_id, columns), unit in zip(units, found, strict=True)
        # The words of a standard are no provider's, and new ones may have other criteria.
        if unit is None or unit.columns != columns
    }
    if missing:
        known.update(read_units(session, missing))
        found = [known.get(unit_id) for unit_id, _columns in units]
    return [unit for unit in found if unit is not None]


def forget_units() -> None:
    """Keep nothing any more, as when the service starts."""
    _kept.clear()


def _known(session: Session, provider_id: UUID) -> dict[UUID, MapUnit]:
    """Give what is known and still holds; what is read besides is to be put into it.

    The end of the journal is read before anything else is, so what is kept is never older.
    """
    end = find_end(session, chain_id=provider_id)
    kept = _kept.get(provider_id)
    if end is None:
        return {}
    if kept is not None and kept.end == end:
        return kept.units
    if kept is not None and kept.end.seq > end.seq:
        # Somebody has read later than we began.
        return {}
    units = {} if kept is None else _still_true(session, provider_id, kept, end)
    if len(_kept) >= PROVIDERS_KEPT:
        _kept.clear()
    _kept[provider_id] = _Kept(end, units)
    return units


def _still_true(
    session: Session, provider_id: UUID, kept: _Kept, end: ChainEnd
) -> dict[UUID, MapUnit]:
    touched = list_touched_rows(
        session, chain_id=provider_id, since=kept.end, until=end, at_most=DEEDS_FOLLOWED
    )
    changed = None if touched is None else _units_of(session, touched)
    if changed is None:
        return {}
    # Not taken out of what is kept: somebody may be putting into it what they read before.
    return {unit_id: unit for unit_id, unit in kept.units.items() if unit_id not in changed}


def _units_of(session: Session, touched: Iterable[TouchedRow]) -> set[UUID] | None:
    """Give the units that rows belong to; None where one is gone, and can tell no more."""
    ids: dict[str, list[UUID]] = defaultdict(list)
    for row in touched:
        if row.table not in _READ:
            continue
        if row.is_deleted:
            return None
        ids[row.table].append(row.id)
    if not ids:
        return set()
    return {row[0] for row in read(session, _touched(), {name: ids[name] for name in _READ})}


_READ: dict[str, sa.Select[Any]] = {
    "enrolment": sa.select(Enrolment.id),
    "mapping": sa.select(Mapping.enrolment_id),
    "submission": sa.select(Submission.enrolment_id),
    "submitted_criterion": sa.select(Submission.enrolment_id).join(
        SubmittedCriterion, SubmittedCriterion.submission_id == Submission.id
    ),
    "decision": sa.select(Decision.enrolment_id),
    "request": sa.select(Request.enrolment_id),
    "sign_off": sa.select(SignOff.enrolment_id),
    "sign_off_withdrawal": sa.select(SignOff.enrolment_id).join(
        SignOffWithdrawal, SignOffWithdrawal.sign_off_id == SignOff.id
    ),
}
"""The tables that the map reads, each with the unit that a row belongs to."""


@cache
def _touched() -> sa.Select[Any]:
    tables = Enrolment.metadata.tables
    every = sa.union_all(
        *(
            select.where(tables[name].c.id.in_(sa.bindparam(name, expanding=True)))
            for name, select in _READ.items()
        )
    ).subquery()
    return sa.select(every.c[0])
