from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.db import Model


class JournalEntry(Model):
    __tablename__ = "journal_entry"
    __table_args__ = (sa.UniqueConstraint("actor_id", "idempotency_key", "chain_id"),)

    chain_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    deed: Mapped[str]
    actor_id: Mapped[UUID | None]
    role: Mapped[str | None]
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    idempotency_key: Mapped[UUID | None]
    previous: Mapped[str]
    commitment: Mapped[str]
    seal: Mapped[str]


class JournalDetail(Model):
    """What an entry commits to, apart from it, so that it can be forgotten."""

    __tablename__ = "journal_detail"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["chain_id", "seq"], ["journal_entry.chain_id", "journal_entry.seq"]
        ),
    )

    chain_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[str]
    payload: Mapped[dict[str, Any]]


class JournalHead(Model):
    """The end of each chain. Locking its row makes deeds of a provider follow each other."""

    __tablename__ = "journal_head"

    chain_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int]
    seal: Mapped[str]
