import pytest

from assess.evidence.rules.kinds import LocatorKind
from assess.evidence.rules.locators import (
    WHOLE,
    Locator,
    NotANumberError,
    NotATimeError,
    PageNotThereError,
    check_locator,
    read_locator,
    show_locator,
)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("1:23", "83"), ("83", "83"), ("0:05", "5"), ("1:00:00", "3600"), ("90:00", "5400")],
)
def test_a_time_is_read_as_seconds(typed: str, seconds: str) -> None:
    assert read_locator(LocatorKind.TIME, typed) == Locator(LocatorKind.TIME, seconds)


@pytest.mark.parametrize(
    "typed", ["1:60", "a", "1:2", "-5", "1:23:99", "1:75:00", "9999999", "1,5"]
)
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(NotATimeError):
        read_locator(LocatorKind.TIME, typed)


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "three", "٣", "99999999"])
@pytest.mark.parametrize("kind", [LocatorKind.PAGE, LocatorKind.PARAGRAPH])
def test_what_is_no_number_is_refused(kind: LocatorKind, typed: str) -> None:
    with pytest.raises(NotANumberError):
        read_locator(kind, typed)


def test_a_number_is_kept_without_its_zeros() -> None:
    assert read_locator(LocatorKind.PAGE, " 007 ") == Locator(LocatorKind.PAGE, "7")


@pytest.mark.parametrize("kind", list(LocatorKind))
def test_nothing_typed_is_the_whole(kind: LocatorKind) -> None:
    assert read_locator(kind, " ") == WHOLE


def test_page_900_of_a_pdf_of_3_pages_is_refused() -> None:
    with pytest.raises(PageNotThereError) as refusal:
        check_locator(Locator(LocatorKind.PAGE, "900"), 3)

    assert refusal.value.pages == 3


def test_the_last_page_is_there_and_what_has_no_pages_refuses_none() -> None:
    check_locator(Locator(LocatorKind.PAGE, "3"), 3)
    check_locator(Locator(LocatorKind.PAGE, "900"), None)
    check_locator(Locator(LocatorKind.TIME, "900"), 3)


@pytest.mark.parametrize(("seconds", "shown"), [("83", "1:23"), ("5", "0:05"), ("3661", "1:01:01")])
def test_a_time_is_shown_as_people_type_it(seconds: str, shown: str) -> None:
    assert show_locator(Locator(LocatorKind.TIME, seconds)) == shown
    assert read_locator(LocatorKind.TIME, shown).value == seconds
