"""In which file of a piece of evidence a place is, where the piece has several."""

from collections.abc import Sequence
from uuid import UUID

from assess.evidence.rules.file_types import Shown, shown_as
from assess.evidence.rules.kinds import LocatorKind
from assess.evidence.rules.locators import Locator, LocatorError, PlaceFile, check_locator

POINTED_INTO = {
    LocatorKind.PAGE: (Shown.PDF, Shown.DOWNLOAD),
    LocatorKind.PARAGRAPH: (Shown.PDF, Shown.DOWNLOAD, Shown.TEXT),
    LocatorKind.TIME: (Shown.AUDIO, Shown.VIDEO),
}


class NotInThatFileError(LocatorError):
    """A time in a document, or a page of a recording."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class WhichFileError(LocatorError):
    """The page or time could be in more than one file."""


class UnknownFileError(LocatorError):
    """Not a file of the newest version."""


def files_with_places(files: Sequence[PlaceFile]) -> tuple[PlaceFile, ...]:
    """Give the files that a place may name; none where there is only one to mean."""
    found = tuple(file for file in files if shown_as(file.media_type) is not Shown.IMAGE)
    return found if len(found) > 1 else ()


def place_in(
    locator: Locator, files: Sequence[PlaceFile], *, file_id: UUID | None, must_say: bool
) -> PlaceFile | None:
    """Give the file that a place is in; None where it is not said, or goes without saying.

    Where only one file has such places it need not be chosen. Where several have, a page or time
    without a file is refused if `must_say`. A page is looked for in its own file, else in the
    longest.
    """
    if file_id is None:
        file = _only_one_meant(locator, files, must_say=must_say)
    else:
        file = _chosen(locator, files, file_id)
    counted = [file] if file is not None else files
    check_locator(locator, max((one.pages for one in counted if one.pages), default=None))
    return file


def _chosen(locator: Locator, files: Sequence[PlaceFile], file_id: UUID) -> PlaceFile:
    file = next((one for one in files_with_places(files) if one.id == file_id), None)
    if file is None:
        raise UnknownFileError
    if not _is_in(locator.kind, file):
        raise NotInThatFileError(file.name)
    return file


def _only_one_meant(
    locator: Locator, files: Sequence[PlaceFile], *, must_say: bool
) -> PlaceFile | None:
    # A paragraph may as well be one of the text that was typed beside the files.
    if locator.kind not in {LocatorKind.PAGE, LocatorKind.TIME}:
        return None
    meant = [one for one in files_with_places(files) if _is_in(locator.kind, one)]
    if len(meant) > 1 and must_say:
        raise WhichFileError
    return meant[0] if len(meant) == 1 else None


def _is_in(kind: LocatorKind, file: PlaceFile) -> bool:
    return kind is LocatorKind.WHOLE or shown_as(file.media_type) in POINTED_INTO[kind]


def is_file_unsaid(locator: Locator, files: Sequence[PlaceFile]) -> bool:
    """Tell whether a place leaves open which of several files it is in."""
    try:
        _only_one_meant(locator, files, must_say=True)
    except WhichFileError:
        return locator.file is None
    return False
