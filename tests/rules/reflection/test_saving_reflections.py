from uuid import UUID

import pytest

from assess.reflection.rules import (
    LONGEST,
    EmptyReflectionError,
    TooLongError,
    Typed,
    check_started_from,
    check_words,
)
from assess.reflection.rules.saving import Standing
from assess.refusals import StaleError


def typed(words: str, started_from: int) -> Typed:
    return Typed(words, "cy", started_from, UUID(int=1))


def test_100000_characters_are_taken_and_one_more_is_not() -> None:
    check_words("ŵ" * LONGEST)
    with pytest.raises(TooLongError):
        check_words("ŵ" * (LONGEST + 1))


def test_nothing_is_no_reflection() -> None:
    with pytest.raises(EmptyReflectionError):
        check_words("")


def test_a_writer_who_has_not_seen_the_newest_version_is_shown_it() -> None:
    check_started_from(typed("Mine", 2), newest=2, standing=Standing("Theirs"))
    with pytest.raises(StaleError) as stale:
        check_started_from(typed("Mine", 1), newest=2, standing=Standing("Theirs"))

    assert stale.value.current == {"words": "Theirs", "title": ""}


def test_saving_the_same_words_again_is_no_conflict() -> None:
    check_started_from(typed("Same", 1), newest=2, standing=Standing("Same"))
