"""What an entry of the catalogue says, and what is refused."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from assess.actor import Role
from assess.learning.rules.kinds import EntryKind
from assess.refusals import RefusedError

TEXTS = ("title_en", "title_cy", "summary_en", "summary_cy", "caveat_en", "caveat_cy")
MOST_MINUTES = 100_000
_HOURS = re.compile(r"(?P<hours>\d{1,4}(?:[.,]\d{1,2})?)\s*(?:h|hours?|awr)?", re.IGNORECASE)
_BOTH = re.compile(
    r"(?P<hours>\d{1,4})\s*(?:h|:)\s*(?P<minutes>[0-5]?\d)(?:\s*m(?:in)?)?", re.IGNORECASE
)
_MINUTES = re.compile(r"(?P<minutes>\d{1,6})\s*(?:m|min|minutes?|munud)", re.IGNORECASE)


class NotManagerError(RefusedError):
    """Only a manager keeps the catalogue, and only their own provider's."""


class NoTitleError(RefusedError):
    """A title in one of the two languages is needed."""

    field = "title_en"


class NotAnAddressError(RefusedError):
    """It is no address that a browser opens."""

    field = "address"


class NotALengthError(RefusedError):
    """It cannot be read as hours and minutes."""

    field = "length"


class NoDayError(RefusedError):
    """Only an event has a day; anything else is there whenever it is wanted."""

    field = "starts_on"


class EntryRetiredError(RefusedError):
    """A retired entry is asked of nobody."""


@dataclass(frozen=True)
class EntryTerms:
    kind: EntryKind
    title_en: str
    title_cy: str
    summary_en: str
    summary_cy: str
    caveat_en: str
    caveat_cy: str
    language: str
    given_by: str
    address: str
    minutes: int | None
    starts_on: date | None


def check_entry(terms: EntryTerms) -> None:
    if not (terms.title_en or terms.title_cy):
        raise NoTitleError
    if terms.starts_on is not None and terms.kind is not EntryKind.EVENT:
        raise NoDayError
    check_address(terms.address)


def check_address(address: str) -> None:
    """Refuse what no browser opens safely; none at all is not known, and allowed."""
    if not address:
        return
    try:
        parts = urlsplit(address)
    except ValueError as wrong:
        raise NotAnAddressError from wrong
    if parts.scheme not in {"http", "https"} or not parts.hostname or " " in address:
        raise NotAnAddressError


def check_manager(role: Role) -> None:
    if role is not Role.MANAGER:
        raise NotManagerError


def read_length(typed: str) -> int | None:
    """Read how long something takes, in minutes: 2.5, 2,5, 2h30, 2:30 or 150 min.

    Raises:
        NotALengthError: it says something else, or nought.

    """
    text = typed.strip()
    if not text:
        return None
    if found := _MINUTES.fullmatch(text):
        minutes = int(found["minutes"])
    elif found := _BOTH.fullmatch(text):
        minutes = int(found["hours"]) * 60 + int(found["minutes"])
    elif found := _HOURS.fullmatch(text):
        minutes = round(float(found["hours"].replace(",", ".")) * 60)
    else:
        raise NotALengthError
    if not 0 < minutes <= MOST_MINUTES:
        raise NotALengthError
    return minutes


def length_again(minutes: int | None) -> str:
    """Write a length as it can be typed again."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours}h{rest:02}" if rest else str(hours)
