from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.db import Base, Recorded, read, read_one
from assess.journal.models import JournalDetail, JournalEntry, JournalHead
from assess.journal.rules import (
    INSTALLATION,
    LATER,
    UNREADABLE,
    Detail,
    Entry,
    Fault,
    digest,
    find_fault,
)


@dataclass(frozen=True)
class Vouching:
    """The newest entry that vouches for a row, and the digest of the row then."""

    chain_id: UUID
    seq: int
    salt: str
    digest: str | None
    """None where the row was deleted."""


Vouched = dict[tuple[str, str], Vouching]
"""By table and row id."""

_ENTRY_COLUMNS = [getattr(JournalEntry, field.name) for field in fields(Entry)]


def find_subject_of(session: Session, *, person_id: UUID, key: UUID) -> UUID | None:
    """Give what a deed under this idempotency key made, where it was done already."""
    return session.scalar(
        sa.select(JournalEntry.subject_id).where(
            JournalEntry.actor_id == person_id, JournalEntry.idempotency_key == key
        )
    )


@dataclass(frozen=True)
class ChainEnd:
    """Where a chain ends: while it stands there, nothing that it vouches for has changed."""

    seq: int
    seal: str


@dataclass(frozen=True)
class TouchedRow:
    """A recorded row that a deed wrote or deleted."""

    table: str
    id: UUID
    is_deleted: bool


def find_end(session: Session, *, chain_id: UUID) -> ChainEnd | None:
    """Give the end of a chain, or None before its first entry."""
    row = read_one(session, _end(), {"chain_id": chain_id})
    return ChainEnd(*row) if row else None


@cache
def _end() -> sa.Select[Any]:
    return sa.select(JournalHead.seq, JournalHead.seal).where(
        JournalHead.chain_id == sa.bindparam("chain_id")
    )


def list_touched_rows(
    session: Session, *, chain_id: UUID, since: ChainEnd, until: ChainEnd, at_most: int
) -> list[TouchedRow] | None:
    """Give the rows that deeds have touched since a chain ended somewhere, up to its end now.

    None where that cannot be told: the chain has never ended there, what a deed did has been
    forgotten, or there were more deeds than are worth reading.
    """
    values = {"chain_id": chain_id, "seq": since.seq, "limit": at_most + 2}
    entries = [tuple(row) for row in read(session, _details_since(), values)]
    ends = [ChainEnd(seq, seal) for seq, seal, _payload in entries]
    if len(ends) > at_most + 1 or since not in ends[:1] or until not in ends:
        return None
    payloads = [payload for _seq, _seal, payload in entries[1:]]
    if None in payloads:
        return None
    return [
        TouchedRow(row["table"], UUID(row["id"]), row["digest"] is None)
        for payload in payloads
        for row in payload["rows"]
    ]


@cache
def _details_since() -> sa.Select[Any]:
    return (
        sa.select(JournalEntry.seq, JournalEntry.seal, JournalDetail.payload)
        .outerjoin(
            JournalDetail,
            (JournalDetail.chain_id == JournalEntry.chain_id)
            & (JournalDetail.seq == JournalEntry.seq),
        )
        .where(
            JournalEntry.chain_id == sa.bindparam("chain_id"),
            JournalEntry.seq >= sa.bindparam("seq"),
        )
        .order_by(JournalEntry.seq)
        .limit(sa.bindparam("limit", type_=sa.Integer()))
    )


def list_subjects(session: Session, *, chain_id: UUID) -> dict[datetime, UUID]:
    """Give what the deeds of a chain made or changed, by the moment of each, oldest first."""
    rows = session.execute(
        sa.select(JournalEntry.at, JournalEntry.subject_id)
        .where(JournalEntry.chain_id == chain_id, JournalEntry.subject_id.is_not(None))
        .order_by(JournalEntry.seq)
    )
    return {row[0]: row[1] for row in rows}


def count_entries(session: Session) -> tuple[int, int]:
    """Give how many entries there are, in how many chains."""
    entries, chains = session.execute(
        sa.select(sa.func.count(), sa.func.count(JournalEntry.chain_id.distinct()))
    ).one()
    return entries, chains


def find_faults(session: Session) -> list[Fault]:
    """Check every chain, and every recorded row against the entry that vouches for it.

    At most one fault a chain: the first entry that is not as it was written.
    """
    heads = {head.chain_id: head.seal for head in session.scalars(sa.select(JournalHead))}
    chains = set(session.scalars(sa.select(JournalEntry.chain_id).distinct())) | set(heads)
    vouched: Vouched = {}
    faults = [
        fault
        for chain_id in sorted(chains)
        if (
            fault := find_fault(
                chain_id, _vouching(_entries(session, chain_id), vouched), head=heads.get(chain_id)
            )
        )
    ]
    return faults or _first_of_each_chain(_rows_not_as_recorded(session, vouched))


def _entries(session: Session, chain_id: UUID) -> Iterator[tuple[Entry, Detail | None]]:
    entries = (
        sa.select(*_ENTRY_COLUMNS, JournalDetail.salt, JournalDetail.payload)
        .outerjoin(
            JournalDetail,
            (JournalDetail.chain_id == JournalEntry.chain_id)
            & (JournalDetail.seq == JournalEntry.seq),
        )
        .where(JournalEntry.chain_id == chain_id)
        .order_by(JournalEntry.seq)
    )
    # Closed as soon as a fault is found: the server keeps a cursor open otherwise.
    with session.execute(entries, execution_options={"yield_per": 1000}) as rows:
        for *values, salt, payload in rows:
            yield Entry(*values), Detail(salt, payload) if salt else None


def _vouching(
    entries: Iterator[tuple[Entry, Detail | None]], vouched: Vouched
) -> Iterator[tuple[Entry, Detail | None]]:
    """Pass entries on; once one has been found sound, note what it vouches for."""
    for entry, detail in entries:
        yield entry, detail
        if detail is not None:
            for row in cast("list[dict[str, str]]", detail.payload["rows"]):
                vouched[row["table"], row["id"]] = Vouching(
                    entry.chain_id, entry.seq, detail.salt, row["digest"]
                )


def vouched_values(table: sa.Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give those values of a row that the journal vouches for."""
    later = {column.name for column in table.columns if column.info == LATER}
    return {name: value for name, value in values.items() if value is not None or name not in later}


def _rows_not_as_recorded(session: Session, vouched: Vouched) -> Iterator[Fault]:
    waiting = dict(vouched)
    for mapper in Base.registry.mappers:
        if not issubclass(mapper.class_, Recorded):
            continue
        table = cast("sa.Table", mapper.local_table)
        for row_id, values in _rows(session, table):
            place = waiting.pop((table.name, str(row_id)), None)
            if place is None:
                chain_id = (values or {}).get("provider_id") or INSTALLATION
                yield Fault(chain_id, 0, f"{table.name} {row_id} has no entry")
            elif values is None or place.digest != digest(
                place.salt, vouched_values(table, values)
            ):
                yield Fault(place.chain_id, place.seq, f"{table.name} {row_id} has been changed")
    for (name, row_id), place in waiting.items():
        if place.digest is not None:
            yield Fault(place.chain_id, place.seq, f"{name} {row_id} is gone")


def _rows(session: Session, table: sa.Table) -> Iterator[tuple[object, dict[str, Any] | None]]:
    """Give each row of a table by its id, with its values, or None where they cannot be read."""
    try:
        for row in session.execute(sa.select(table).order_by(table.c.id)).mappings().all():
            yield row["id"], dict(row)
    except UNREADABLE:
        for row_id in session.scalars(sa.select(table.c.id).order_by(table.c.id)).all():
            yield row_id, _row(session, table, row_id)


def _row(session: Session, table: sa.Table, row_id: object) -> dict[str, Any] | None:
    try:
        return dict(session.execute(sa.select(table).where(table.c.id == row_id)).mappings().one())
    except UNREADABLE:
        return None


def _first_of_each_chain(faults: Iterator[Fault]) -> list[Fault]:
    first: dict[UUID, Fault] = {}
    for fault in faults:
        known = first.get(fault.chain_id)
        if known is None or fault.seq < known.seq:
            first[fault.chain_id] = fault
    return [first[chain_id] for chain_id in sorted(first)]
