from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from assess.reflection.rules import (
    LONGEST,
    Draft,
    EmptyReflectionError,
    TooLongError,
    Typed,
    check_started_from,
    check_words,
    unsaved,
)
from assess.refusals import StaleError

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def draft(words: str, minutes: int) -> Draft:
    return Draft(UUID(int=minutes), words, "cy", 0, NOW + timedelta(minutes=minutes))


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
    check_started_from(typed("Mine", 2), newest=2, current="Theirs")
    with pytest.raises(StaleError) as stale:
        check_started_from(typed("Mine", 1), newest=2, current="Theirs")

    assert stale.value.current == {"words": "Theirs"}


def test_saving_the_same_words_again_is_no_conflict() -> None:
    check_started_from(typed("Same", 1), newest=2, current="Same")


def test_unsaved_text_is_offered_newest_first_and_each_once() -> None:
    drafts = [draft("one", 1), draft("two", 2), draft("one", 3), draft("saved", 4), draft("", 5)]

    assert [one.words for one in unsaved(drafts, current="saved")] == ["one", "two"]
