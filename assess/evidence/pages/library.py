from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assess.evidence.queries import LibraryEntry


@dataclass(frozen=True)
class LibraryView:
    entries: tuple[LibraryEntry, ...]
    found: int
    search: str
    number: int
    count: int
    """How many pages there are."""

    previous_address: str | None
    next_address: str | None
