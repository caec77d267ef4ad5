from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from assess.drafts.rules import (
    LONGEST_PLACE,
    MOST_CHARACTERS,
    MOST_DRAFTS,
    DraftView,
    NoSuchPlaceError,
    TooManyDraftsError,
    TooMuchTypedError,
    Unsaved,
    check_draft,
    check_room,
    unsaved_among,
)

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def draft(minutes: int, **content: str | list[str]) -> DraftView:
    number = UUID(int=minutes)
    return DraftView(number, "activity/new", number, 0, content, NOW + timedelta(minutes=minutes))


def test_all_of_a_forms_fields_together_may_have_so_many_characters() -> None:
    check_draft("plan/1/goals", {"a": "ŵ" * (MOST_CHARACTERS - 1)})
    with pytest.raises(TooMuchTypedError):
        check_draft("plan/1/goals", {"a": "ŵ" * (MOST_CHARACTERS - 2), "b": ["x"]})


@pytest.mark.parametrize("place", ["", "/a", "a/", "a//b", "a b", "ŵ", "a" * (LONGEST_PLACE + 1)])
def test_a_place_that_no_form_has_is_refused(place: str) -> None:
    with pytest.raises(NoSuchPlaceError):
        check_draft(place, {})


def test_a_person_has_so_many_drafts_and_none_is_thrown_away_for_another() -> None:
    check_room(MOST_DRAFTS - 1)
    with pytest.raises(TooManyDraftsError):
        check_room(MOST_DRAFTS)


def test_unsaved_text_is_offered_newest_first_and_each_once() -> None:
    drafts = [
        draft(1, words="one"),
        draft(2, words="two"),
        draft(3, words="one"),
        draft(4, words="saved"),
        draft(5, words=""),
    ]

    offered = unsaved_among(drafts, names=["words"], current={"words": "saved"})

    assert [one.id.int for one in offered] == [3, 2]


def test_a_choice_alone_is_not_offered() -> None:
    assert unsaved_among([draft(1, language="cy")], names=["words"], current={}) == ()


def test_the_words_of_a_draft_are_those_of_its_text_fields_in_order() -> None:
    typed = draft(1, row=["a", "", "b"], title="Title", words="Words", language="cy")
    unsaved = Unsaved("activity/new", "key", ("title", "words", "row"), (typed,))

    assert unsaved.words_of(typed) == "Title\n\nWords\n\na\n\nb"
