from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from assess.learning.rules import Audience, EntryKind, LessonState
from assess.learning.rules.entries import (
    EntryTerms,
    NoDayError,
    NotALengthError,
    NotAnAddressError,
    NoTitleError,
    check_entry,
    length_again,
    read_length,
)
from assess.learning.rules.entry_file import EntryFileError, read_entry
from assess.learning.rules.lessons import (
    LONGEST,
    AlreadyWithdrawnError,
    LessonText,
    NoReasonError,
    NotWaitingError,
    OwnLessonError,
    TooLongError,
    check_review,
    check_text,
    check_withdrawal,
    is_over,
    state_after_publishing,
)

FILES = sorted((Path(__file__).parents[3] / "standards" / "learning").glob("*.toml"))
TERMS = EntryTerms(EntryKind.COURSE, "A", "", "", "", "", "", "en", "", "", None, None)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("", None), ("2.5", 150), ("2,5", 150), ("2h30", 150), ("2:30", 150), ("45 min", 45)],
)
def test_a_length_is_read_as_people_type_it(typed: str, minutes: int | None) -> None:
    assert read_length(typed) == minutes
    assert read_length(length_again(minutes)) == minutes


@pytest.mark.parametrize("typed", ["0", "-2", "a while", "2h75", "99999999"])
def test_what_is_no_length_is_refused(typed: str) -> None:
    with pytest.raises(NotALengthError):
        read_length(typed)


def test_an_entry_needs_a_title_in_one_language() -> None:
    check_entry(replace(TERMS, title_en="", title_cy="Gwrando"))
    with pytest.raises(NoTitleError):
        check_entry(replace(TERMS, title_en=""))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//example.test", "example.test", "https://", "http://[x"]
)
def test_an_address_that_no_browser_should_open_is_refused(address: str) -> None:
    with pytest.raises(NotAnAddressError):
        check_entry(replace(TERMS, address=address))


def test_only_an_event_has_a_day() -> None:
    check_entry(replace(TERMS, kind=EntryKind.EVENT, starts_on=date(2026, 12, 1)))
    with pytest.raises(NoDayError):
        check_entry(replace(TERMS, starts_on=date(2026, 12, 1)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_entry_of_the_library_can_be_read_and_says_what_is_not_known(path: Path) -> None:
    filed = read_entry(path.read_text(encoding="utf-8"))

    assert filed.key == path.stem
    assert filed.criteria
    assert filed.terms.caveat_en
    assert filed.terms.caveat_cy
    assert filed.terms.address == ""
    assert filed.terms.minutes is None


def test_a_file_without_one_of_the_languages_is_refused() -> None:
    text = FILES[0].read_text(encoding="utf-8")

    for wrong in (text.replace('cy = """', 'fr = """'), text.replace("kind", "kin"), "key = ["):
        with pytest.raises(EntryFileError):
            read_entry(wrong)


def test_only_what_leaves_the_provider_waits_for_a_manager() -> None:
    assert state_after_publishing(Audience.EVERYONE) is LessonState.WAITING
    assert state_after_publishing(Audience.PROVIDER) is LessonState.PUBLISHED
    assert state_after_publishing(Audience.COHORT) is LessonState.PUBLISHED


def test_a_lesson_is_stored_whole_or_refused() -> None:
    check_text(LessonText("A", "ŵ" * LONGEST, "cy"))
    with pytest.raises(TooLongError):
        check_text(LessonText("A", "a" * 100_000, "en"))


def test_nobody_reviews_their_own_lesson_nor_one_that_does_not_wait() -> None:
    me, you = uuid4(), uuid4()
    check_review(LessonState.WAITING, author_id=you, reviewer_id=me)
    with pytest.raises(OwnLessonError):
        check_review(LessonState.WAITING, author_id=me, reviewer_id=me)
    with pytest.raises(NotWaitingError):
        check_review(LessonState.PUBLISHED, author_id=you, reviewer_id=me)


def test_a_manager_says_why_a_lesson_is_withdrawn_and_its_author_need_not() -> None:
    check_withdrawal(LessonState.PUBLISHED, is_author=True, reason="")
    with pytest.raises(NoReasonError):
        check_withdrawal(LessonState.PUBLISHED, is_author=False, reason="")
    with pytest.raises(AlreadyWithdrawnError):
        check_withdrawal(LessonState.WITHDRAWN, is_author=True, reason="")


def test_a_cohort_lasts_through_its_last_day() -> None:
    assert not is_over(None, today=date(2026, 11, 22))
    assert not is_over(date(2026, 11, 22), today=date(2026, 11, 22))
    assert is_over(date(2026, 11, 21), today=date(2026, 11, 22))
