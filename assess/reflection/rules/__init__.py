"""What a reflection may be, what its models ask, and which criteria it may be mapped to."""

from assess.reflection.rules.saving import (
    LONGEST,
    EmptyReflectionError,
    NotYourReflectionError,
    TooLongError,
    Typed,
    check_started_from,
    check_words,
    place_of,
)

__all__ = [
    "LONGEST",
    "EmptyReflectionError",
    "NotYourReflectionError",
    "TooLongError",
    "Typed",
    "check_started_from",
    "check_words",
    "place_of",
]
