"""What may be saved as a reflection, and which unsaved text is offered again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assess.refusals import RefusedError, StaleError

LONGEST = 100_000
"""Characters of one reflection."""


class NotYourReflectionError(RefusedError):
    """Only the practitioner writes about their own work."""


class EmptyReflectionError(RefusedError):
    field = "words"


class TooLongError(RefusedError):
    field = "words"


@dataclass(frozen=True)
class Typed:
    """What somebody typed in one tab, and the version that they started from."""

    words: str
    language: str
    started_from: int
    tab_id: UUID


@dataclass(frozen=True)
class Draft:
    tab_id: UUID
    words: str
    language: str
    started_from: int
    saved_at: datetime


def check_words(words: str) -> None:
    if not words:
        raise EmptyReflectionError
    if len(words) > LONGEST:
        raise TooLongError


def check_started_from(typed: Typed, *, newest: int, current: str) -> None:
    """Refuse to save over a version that the writer has not seen."""
    if typed.started_from != newest and typed.words != current:
        raise StaleError({"words": current})


def unsaved(drafts: Sequence[Draft], *, current: str) -> list[Draft]:
    """Give the drafts that say something the newest version does not, newest first."""
    said = {current, ""}
    offered = []
    for draft in sorted(drafts, key=lambda one: (one.saved_at, str(one.tab_id)), reverse=True):
        if draft.words not in said:
            said.add(draft.words)
            offered.append(draft)
    return offered
