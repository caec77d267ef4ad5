"""How an entry is sealed, and how a chain is checked: plain functions of plain values."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from uuid import UUID

import rfc8785

FIRST_LINK = "0" * 64
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""What reading a value raises that somebody has written over with something else."""

INSTALLATION = UUID(int=0)
"""The chain for what belongs to no provider: people, standards."""

LATER = {"later": True}
"""The `info` of a column that a table got when rows of it were on record already.

While it is empty the column is left out of what is vouched for, so that a row from before it
came has the digest that it always had. What is put in it later, or taken out, changes the digest.
"""


@dataclass(frozen=True)
class Entry:
    chain_id: UUID
    seq: int
    at: datetime
    deed: str
    actor_id: UUID | None
    role: str | None
    subject_id: UUID | None
    idempotency_key: UUID | None
    previous: str
    commitment: str
    seal: str


@dataclass(frozen=True)
class Detail:
    """What an entry commits to. `None` in place of a detail means: forgotten by law."""

    salt: str
    payload: Mapping[str, object]


@dataclass(frozen=True)
class Fault:
    chain_id: UUID
    seq: int
    reason: str


def plain(value: object) -> object:
    """Give a database value as canonical JSON takes it; the same on both engines."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, UUID) else value


def canonical(value: object) -> bytes:
    """Give the RFC 8785 canonical JSON of a value, as UTF-8."""
    return rfc8785.dumps(plain(value))  # type: ignore[arg-type] # plain() gives JSON only


def digest(salt: str, value: object) -> str:
    """Commit to a value: SHA-256 over the salt and the value's canonical JSON."""
    return hashlib.sha256(salt.encode() + canonical(value)).hexdigest()


def seal_of(entry: Entry) -> str:
    """Give the hash that binds an entry to everything before it."""
    return hashlib.sha256(
        canonical(
            {
                "chain": entry.chain_id,
                "seq": entry.seq,
                "at": entry.at,
                "deed": entry.deed,
                "actor": entry.actor_id,
                "role": entry.role,
                "subject": entry.subject_id,
                "key": entry.idempotency_key,
                "previous": entry.previous,
                "commitment": entry.commitment,
            }
        )
    ).hexdigest()


def find_fault(
    chain_id: UUID, entries: Iterable[tuple[Entry, Detail | None]], *, head: str | None
) -> Fault | None:
    """Name the first entry of a chain that is not as it was written, or None.

    `head` is the seal that the chain is known to end with.
    """
    previous, expected = FIRST_LINK, 1
    try:
        for entry, detail in entries:
            if reason := _what_is_wrong(entry, detail, previous=previous, expected=expected):
                return Fault(chain_id, expected, reason)
            previous, expected = entry.seal, expected + 1
    except UNREADABLE:
        return Fault(chain_id, expected, "the entry cannot be read")
    if expected == 1 and head is not None:
        return Fault(chain_id, expected, "every entry of the chain is gone")
    if previous != (head or FIRST_LINK):
        return Fault(chain_id, expected, "the chain does not end with the seal on record")
    return None


def _what_is_wrong(
    entry: Entry, detail: Detail | None, *, previous: str, expected: int
) -> str | None:
    if entry.seq != expected:
        return f"entry {expected} is missing: entry {entry.seq} stands in its place"
    if entry.previous != previous:
        return "it does not follow from the entry before it"
    if entry.seal != seal_of(entry):
        return "the entry has been changed"
    if detail is not None and entry.commitment != digest(detail.salt, detail.payload):
        return "the entry's detail has been changed"
    return None
