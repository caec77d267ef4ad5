"""What may be saved as a reflection."""

from dataclasses import dataclass
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


def check_words(words: str) -> None:
    if not words:
        raise EmptyReflectionError
    if len(words) > LONGEST:
        raise TooLongError


def check_started_from(typed: Typed, *, newest: int, current: str) -> None:
    """Refuse to save over a version that the writer has not seen."""
    if typed.started_from != newest and typed.words != current:
        raise StaleError({"words": current})


def place_of(unit_id: UUID, criterion_id: UUID) -> str:
    """Give where what is typed on a criterion is kept until it is saved."""
    return f"reflection/{unit_id}/{criterion_id}"
