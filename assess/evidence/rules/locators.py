"""Where in a piece of evidence a criterion is shown: a page, a paragraph, a time, a section."""

import re
from dataclasses import dataclass
from uuid import UUID

from assess.evidence.rules.kinds import LocatorKind
from assess.refusals import RefusedError

MINUTE = 60
DAY = 24 * 60 * MINUTE
LAST_PARAGRAPH = 100_000
NUMBER = re.compile(r"[0-9]{1,7}")
CLOCK = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-9]{2})")


class LocatorError(RefusedError):
    field = "mapped"
    criterion_id: UUID | None = None
    """The criterion that it was typed for."""


class NotANumberError(LocatorError):
    """A page or paragraph that is not a whole number from 1 up."""


class NotATimeError(LocatorError):
    """Neither seconds nor minutes and seconds."""


class PageNotThereError(LocatorError):
    def __init__(self, pages: int) -> None:
        super().__init__(f"there are only {pages} pages")
        self.pages = pages


@dataclass(frozen=True)
class PlaceFile:
    """A file of a version, as far as places in it are concerned."""

    id: UUID
    name: str
    media_type: str
    sha256: str
    pages: int | None = None


@dataclass(frozen=True)
class SectionName:
    """What a section of a written plan is called, in each language of its template."""

    key: str
    number: str
    titles: tuple[tuple[str, str], ...]
    language: str
    """The language that the plan is written in: its heading stands in for one that is missing."""

    def title_in(self, reader: str) -> tuple[str, str]:
        """Give the heading for a reader, and the language that it is in."""
        titles = dict(self.titles)
        for language in (reader, self.language, *titles):
            if title := titles.get(language):
                return title, language
        return "", self.language


@dataclass(frozen=True)
class Locator:
    kind: LocatorKind = LocatorKind.WHOLE
    value: str = ""
    """A page or paragraph number, a time as seconds, a section's key; empty for the whole."""

    file: PlaceFile | None = None
    """The file that it is in; None where there is only one, or it is not said."""

    section: SectionName | None = None
    """What the section is called; None where it is no section."""


@dataclass(frozen=True)
class Place:
    """A locator as it was typed, before it is read."""

    kind: str = LocatorKind.WHOLE.value
    value: str = ""
    file: str = ""
    """The id of the file that was chosen."""


WHOLE = Locator()


def read_locator(kind: LocatorKind, typed: str) -> Locator:
    """Read what was typed. A place that was chosen but not typed is the whole."""
    typed = typed.strip()
    if kind is LocatorKind.WHOLE or not typed:
        return WHOLE
    if kind is LocatorKind.SECTION:
        return Locator(kind, typed)
    if kind is LocatorKind.TIME:
        return Locator(kind, str(_seconds(typed)))
    if not NUMBER.fullmatch(typed) or not 1 <= int(typed) <= LAST_PARAGRAPH:
        raise NotANumberError
    return Locator(kind, str(int(typed)))


def _seconds(typed: str) -> int:
    if NUMBER.fullmatch(typed):
        seconds = int(typed)
    elif clock := CLOCK.fullmatch(typed):
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        if rest >= MINUTE or (clock[1] is not None and minutes >= MINUTE):
            raise NotATimeError
        seconds = (hours * MINUTE + minutes) * MINUTE + rest
    else:
        raise NotATimeError
    if seconds > DAY:
        raise NotATimeError
    return seconds


def check_locator(locator: Locator, pages: int | None) -> None:
    """Refuse a page past the end. `pages` is None where there is no PDF to count."""
    if locator.kind is LocatorKind.PAGE and pages is not None and int(locator.value) > pages:
        raise PageNotThereError(pages)


def show_locator(locator: Locator) -> str:
    """Write a locator's value for reading: that of a whole file is the file's name."""
    if locator.kind is LocatorKind.WHOLE and locator.file is not None:
        return locator.file.name
    return typed_value(locator)


def typed_value(locator: Locator) -> str:
    """Write a locator's value as people type it: seconds become minutes and seconds."""
    if locator.kind is not LocatorKind.TIME or not locator.value:
        return locator.value
    minutes, seconds = divmod(int(locator.value), MINUTE)
    hours, minutes = divmod(minutes, MINUTE)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
