import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import Recorded, db, writing
from assess.journal.models import JournalDetail, JournalEntry, JournalHead
from assess.journal.queries import find_subject_of, vouched_values
from assess.journal.rules import FIRST_LINK, INSTALLATION, Entry, digest, plain, seal_of
from assess.refusals import RefusedError


def once(actor: Actor, key: UUID, deed: Callable[[Session], UUID]) -> UUID:
    """Do a deed in one transaction unless it was done under this key; give what it made.

    A post that is sent twice does its deed once: the second gets the first one's answer.
    """
    try:
        with writing() as session:
            earlier = find_subject_of(session, person_id=actor.person_id, key=key)
            if earlier is not None:
                return earlier
            session.info["idempotency_key"] = key
            return deed(session)
    except (IntegrityError, RefusedError):
        # Two copies of one post at the same moment: the other one won, or came first.
        earlier = find_subject_of(db.session(), person_id=actor.person_id, key=key)
        if earlier is None:
            raise
        return earlier


def record_deed(
    session: Session,
    *,
    deed: str,
    now: datetime,
    subject_id: UUID,
    actor: Actor | None = None,
    provider_id: UUID | None = None,
    facts: Mapping[str, object] | None = None,
) -> None:
    """Write the entry for a deed, vouching for every recorded row written since the last one.

    Rows of a provider go to that provider's chain, rows of none to the installation's.
    The entry's own chain is the actor's provider's unless `provider_id` says otherwise.
    """
    session.flush()
    home = provider_id or (actor.provider_id if actor else INSTALLATION)
    rows: dict[UUID, list[tuple[Recorded, str]]] = defaultdict(list)
    rows[home] = []
    for row, what in session.info.pop("touched", {}).items():
        rows[getattr(row, "provider_id", None) or INSTALLATION].append((row, what))
    key = session.info.pop("idempotency_key", None)
    for chain_id in sorted(rows):
        _append(
            session,
            Entry(
                chain_id=chain_id,
                seq=0,
                at=now,
                deed=deed,
                actor_id=actor.person_id if actor else None,
                role=actor.role.value if actor else None,
                subject_id=subject_id,
                idempotency_key=key if chain_id == home else None,
                previous="",
                commitment="",
                seal="",
            ),
            facts=facts or {},
            rows=rows[chain_id],
        )


def _append(
    session: Session,
    entry: Entry,
    *,
    facts: Mapping[str, object],
    rows: list[tuple[Recorded, str]],
) -> None:
    head = session.get(JournalHead, entry.chain_id, with_for_update=True, populate_existing=True)
    if head is None:
        head = JournalHead(chain_id=entry.chain_id, seq=0, seal=FIRST_LINK)
        session.add(head)
        session.flush()
    salt = secrets.token_hex(16)
    payload = {
        "facts": plain(facts),
        "rows": [_vouch(salt, row, what) for row, what in rows],
    }
    entry = replace(entry, seq=head.seq + 1, previous=head.seal, commitment=digest(salt, payload))
    entry = replace(entry, seal=seal_of(entry))
    head.seq, head.seal = entry.seq, entry.seal
    session.add(JournalEntry(**vars(entry)))
    session.flush()
    session.add(JournalDetail(chain_id=entry.chain_id, seq=entry.seq, salt=salt, payload=payload))
    session.flush()


def _vouch(salt: str, row: Recorded, what: str) -> dict[str, str | None]:
    mapper = sa.inspect(row, raiseerr=True).mapper
    values = {
        attribute.columns[0].name: getattr(row, attribute.key) for attribute in mapper.column_attrs
    }
    table = cast("sa.Table", mapper.local_table)
    return {
        "table": table.name,
        "id": str(values["id"]),
        "digest": None if what == "deleted" else digest(salt, vouched_values(table, values)),
    }
