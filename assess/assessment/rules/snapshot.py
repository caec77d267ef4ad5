"""What a sign-off freezes, and its hash."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assess.journal.rules import canonical

FORM = "assess sign-off 1"
"""Names the form of the snapshot, so that a later form can be told apart."""


@dataclass(frozen=True)
class Signature:
    signed_by_id: UUID
    signed_by: str
    signed_at: datetime
    proved_at: datetime
    proved_by: str
    """How the signer proved who they are."""


def hash_of(snapshot: Mapping[str, object]) -> str:
    """Give the SHA-256 of the snapshot's canonical JSON (RFC 8785)."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()


def hash_of_words(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
