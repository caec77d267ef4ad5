"""What is kept of a record when it is declared, by which a later change is told."""

import hashlib
from collections.abc import Mapping, Sequence

from assess.journal.rules import canonical


def digest_of(held: Mapping[str, object] | Sequence[object]) -> str:
    """Give the SHA-256 of the canonical JSON of plain values."""
    return hashlib.sha256(canonical(held)).hexdigest()
