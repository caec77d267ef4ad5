from uuid import UUID, uuid4

import pytest

from assess.evidence.rules import LocatorKind
from assess.evidence.rules.locators import Locator, PageNotThereError, PlaceFile
from assess.evidence.rules.placing import (
    NotInThatFileError,
    UnknownFileError,
    WhichFileError,
    files_with_places,
    place_in,
)


def file(name: str, media_type: str = "application/pdf", pages: int | None = None) -> PlaceFile:
    return PlaceFile(uuid4(), name, media_type, name, pages)


SHORT, LONG = file("short.pdf", pages=3), file("long.pdf", pages=40)
TALK = file("talk.mp3", "audio/mpeg")
PHOTO = file("stall.jpg", "image/jpeg")


def page(number: int) -> Locator:
    return Locator(LocatorKind.PAGE, str(number))


def test_files_are_offered_only_where_there_are_several_with_places() -> None:
    assert files_with_places([SHORT, PHOTO]) == ()
    assert files_with_places([SHORT, PHOTO, TALK]) == (SHORT, TALK)


def test_a_page_is_looked_for_in_the_file_that_was_chosen() -> None:
    files = [SHORT, LONG]

    assert place_in(page(12), files, file_id=LONG.id, must_say=True) == LONG
    with pytest.raises(PageNotThereError) as refusal:
        place_in(page(12), files, file_id=SHORT.id, must_say=True)
    assert refusal.value.pages == 3


def test_a_page_without_a_file_is_refused_where_it_could_be_in_several() -> None:
    with pytest.raises(WhichFileError):
        place_in(page(1), [SHORT, LONG], file_id=None, must_say=True)


def test_a_page_without_a_file_may_wait_but_not_lie_past_every_end() -> None:
    assert place_in(page(12), [SHORT, LONG], file_id=None, must_say=False) is None
    with pytest.raises(PageNotThereError):
        place_in(page(41), [SHORT, LONG], file_id=None, must_say=False)


def test_the_only_file_with_such_places_goes_without_saying() -> None:
    assert place_in(page(2), [SHORT, TALK], file_id=None, must_say=True) == SHORT
    time = Locator(LocatorKind.TIME, "83")
    assert place_in(time, [SHORT, TALK], file_id=None, must_say=True) == TALK
    assert place_in(page(2), [SHORT, PHOTO], file_id=None, must_say=True) is None


def test_a_paragraph_may_be_of_the_text_beside_the_files() -> None:
    paragraph = Locator(LocatorKind.PARAGRAPH, "2")

    assert place_in(paragraph, [SHORT, LONG], file_id=None, must_say=True) is None
    assert place_in(paragraph, [SHORT, LONG], file_id=LONG.id, must_say=True) == LONG


def test_a_recording_has_no_pages() -> None:
    with pytest.raises(NotInThatFileError):
        place_in(page(1), [SHORT, TALK], file_id=TALK.id, must_say=True)


@pytest.mark.parametrize("chosen", [uuid4(), PHOTO.id])
def test_a_file_that_was_not_offered_is_refused(chosen: UUID) -> None:
    with pytest.raises(UnknownFileError):
        place_in(Locator(), [SHORT, LONG, PHOTO], file_id=chosen, must_say=False)


def test_the_whole_of_one_file_is_a_place() -> None:
    assert place_in(Locator(), [SHORT, LONG], file_id=LONG.id, must_say=True) == LONG
