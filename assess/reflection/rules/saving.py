"""What may be saved as a reflection, and what stands when two texts meet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from assess.reflection.rules.stages import (
    FREE_KEY,
    ReflectionModel,
    compose,
    keys_of,
    model_of,
)
from assess.refusals import RefusedError, StaleError

LONGEST = 100_000
"""Characters of one reflection."""

MOST_KEPT = 3 * LONGEST
"""Characters of one reflection with all that was written under other models."""

LONGEST_TITLE = 200


class NotYourReflectionError(RefusedError):
    """Only the writer writes about their own work."""


class EmptyReflectionError(RefusedError):
    field = "words"


class NoTitleError(RefusedError):
    field = "title"


class TooLongError(RefusedError):
    field = "words"

    def __init__(self, limit: int = LONGEST, typed: int = 0) -> None:
        super().__init__(f"{typed} characters of {limit}")
        self.limit = limit
        self.typed = typed


@dataclass(frozen=True)
class Typed:
    """What somebody typed in one tab, and the version that they started from."""

    words: str
    """The whole account."""

    language: str
    started_from: int
    tab_id: UUID
    model: ReflectionModel = ReflectionModel.FREE
    parts: Mapping[str, str] = field(default_factory=dict)
    """Everything that was written, by its field, what no longer counts as well."""

    title: str | None = None
    """Of one that stands on its own."""


@dataclass(frozen=True)
class Standing:
    """The newest version, as what was typed is compared with it."""

    words: str = ""
    title: str | None = None
    model: str | None = None
    parts: Mapping[str, str] | None = None


def check_words(words: str) -> None:
    if not words:
        raise EmptyReflectionError
    if len(words) > LONGEST:
        raise TooLongError(LONGEST, len(words))


def check_typed(typed: Typed) -> None:
    """Refuse an account that says nothing, or is longer than is stored whole."""
    try:
        check_words(typed.words)
        _check_kept(sum(len(text) for text in typed.parts.values()))
    except (EmptyReflectionError, TooLongError) as refusal:
        refusal.field = field_of(typed)
        raise


def _check_kept(characters: int) -> None:
    if characters > MOST_KEPT:
        raise TooLongError(MOST_KEPT, characters)


def check_title(title: str | None) -> None:
    if not title:
        raise NoTitleError


def field_of(typed: Typed) -> str:
    """Give the field that a refusal of the whole stands beside: the longest of its model's."""
    return max(keys_of(typed.model), key=lambda key: len(typed.parts.get(key, "")))


def check_started_from(typed: Typed, *, newest: int, standing: Standing) -> None:
    """Refuse to save over a version that the writer has not seen."""
    if typed.started_from != newest and not says_the_same(typed, standing):
        raise StaleError({"words": standing.words, "title": standing.title or ""})


def says_the_same(typed: Typed, standing: Standing) -> bool:
    return (typed.words, typed.title or "", typed.model, parts_to_keep(typed) or {}) == (
        standing.words,
        standing.title or "",
        model_of(standing.model),
        standing.parts or {},
    )


def parts_to_keep(typed: Typed) -> dict[str, str] | None:
    """Give what is stored by field: nothing where the account says it all."""
    parts = {key: text for key, text in typed.parts.items() if text}
    if typed.model is ReflectionModel.FREE and set(parts) <= {FREE_KEY}:
        return None
    return parts


def written_of(standing: Standing) -> dict[str, str]:
    """Give the fields of a form as a stored version fills them."""
    if standing.parts:
        return dict(standing.parts)
    return {FREE_KEY: standing.words} if standing.words else {}


def typed_in(
    parts: Mapping[str, str],
    *,
    model: ReflectionModel,
    language: str,
    started_from: int,
    tab_id: UUID,
    title: str | None = None,
) -> Typed:
    """Give what was typed with its account put together."""
    return Typed(compose(model, parts), language, started_from, tab_id, model, parts, title)


def place_of(unit_id: UUID, criterion_id: UUID) -> str:
    """Give where what is typed on a criterion is kept until it is saved."""
    return f"reflection/{unit_id}/{criterion_id}"


def place_alone(reflection_id: UUID | None) -> str:
    """Give the same for one that stands on its own; None: for a new one."""
    return f"reflection/{reflection_id or 'new'}"
