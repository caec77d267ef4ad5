from collections.abc import Iterator
from dataclasses import fields
from typing import cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.db import Base, Recorded
from assess.journal.models import JournalDetail, JournalEntry, JournalHead
from assess.journal.rules import Detail, Entry, Fault, digest, find_fault

_ENTRY_COLUMNS = [getattr(JournalEntry, field.name) for field in fields(Entry)]


def find_subject_of(session: Session, *, person_id: UUID, key: UUID) -> UUID | None:
    """Give what a deed under this idempotency key made, where it was done already."""
    return session.scalar(
        sa.select(JournalEntry.subject_id).where(
            JournalEntry.actor_id == person_id, JournalEntry.idempotency_key == key
        )
    )


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
    vouched: dict[tuple[str, str], tuple[UUID, int, str, str | None]] = {}
    faults = []
    for chain_id in sorted(chains):
        fault = find_fault(
            _vouching(_entries(session, chain_id), vouched), head=heads.get(chain_id)
        )
        if fault:
            faults.append(fault)
        elif chain_id not in {place[0] for place in vouched.values()} and heads.get(chain_id):
            faults.extend(_cut_away(session, chain_id))
    return faults or _first_of_each_chain(_rows_not_as_recorded(session, vouched))


def _entries(session: Session, chain_id: UUID) -> Iterator[tuple[Entry, Detail | None]]:
    rows = session.execute(
        sa.select(*_ENTRY_COLUMNS, JournalDetail.salt, JournalDetail.payload)
        .outerjoin(
            JournalDetail,
            (JournalDetail.chain_id == JournalEntry.chain_id)
            & (JournalDetail.seq == JournalEntry.seq),
        )
        .where(JournalEntry.chain_id == chain_id)
        .order_by(JournalEntry.seq),
        execution_options={"yield_per": 1000},
    )
    for *values, salt, payload in rows:
        yield Entry(*values), Detail(salt, payload) if salt else None


def _vouching(
    entries: Iterator[tuple[Entry, Detail | None]],
    vouched: dict[tuple[str, str], tuple[UUID, int, str, str | None]],
) -> Iterator[tuple[Entry, Detail | None]]:
    for entry, detail in entries:
        yield entry, detail
        rows = detail.payload.get("rows", []) if detail else []
        for row in rows if isinstance(rows, list) else []:
            vouched[row["table"], row["id"]] = (
                entry.chain_id,
                entry.seq,
                detail.salt if detail else "",
                row["digest"],
            )


def _cut_away(session: Session, chain_id: UUID) -> list[Fault]:
    there = session.scalar(sa.select(sa.func.count()).where(JournalEntry.chain_id == chain_id))
    return [] if there else [Fault(chain_id, 1, "every entry of the chain is gone")]


def _rows_not_as_recorded(
    session: Session, vouched: dict[tuple[str, str], tuple[UUID, int, str, str | None]]
) -> Iterator[Fault]:
    waiting = dict(vouched)
    for mapper in Base.registry.mappers:
        if not issubclass(mapper.class_, Recorded):
            continue
        table = cast("sa.Table", mapper.local_table)
        for row in session.execute(sa.select(table), execution_options={"yield_per": 1000}):
            values = dict(row._mapping)  # noqa: SLF001 (SQLAlchemy's public name for it)
            place = waiting.pop((table.name, str(values["id"])), None)
            if place is None:
                yield Fault(
                    values.get("provider_id") or UUID(int=0),
                    0,
                    f"{table.name} {values['id']} has no entry",
                )
            elif place[3] != digest(place[2], values):
                yield Fault(place[0], place[1], f"{table.name} {values['id']} has been changed")
    for (name, row_id), (chain_id, seq, _, row_digest) in waiting.items():
        if row_digest is not None:
            yield Fault(chain_id, seq, f"{name} {row_id} is gone")


def _first_of_each_chain(faults: Iterator[Fault]) -> list[Fault]:
    first: dict[UUID, Fault] = {}
    for fault in faults:
        known = first.get(fault.chain_id)
        if known is None or fault.seq < known.seq:
            first[fault.chain_id] = fault
    return [first[chain_id] for chain_id in sorted(first)]
