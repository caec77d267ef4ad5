"""What is offered as evidence: its description, its hash, and when it may change or go."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from assess.evidence.rules.kinds import EvidenceForm, EvidenceKind
from assess.journal.rules import canonical
from assess.refusals import RefusedError

LONDON = ZoneInfo("Europe/London")
LONGEST_ADDRESS = 2_000


@dataclass(frozen=True)
class Answer:
    """A question that the assessor asked, and what the practitioner said."""

    question: str
    answer: str


@dataclass(frozen=True)
class Offer:
    """A piece of evidence as its maker describes it; its files come apart."""

    kind: EvidenceKind
    form: EvidenceForm
    title: str
    language: str
    made_on: date
    description: str = ""
    text: str = ""
    address: str = ""
    held_at: str = ""
    answers: tuple[Answer, ...] = ()
    simulated: bool = False
    prior_learning: bool = False
    sections: tuple[Mapping[str, Any], ...] = ()
    """Of a written plan (docs/plan-templates.md)."""


@dataclass(frozen=True)
class Revision:
    """A newer version as its maker wants it."""

    offer: Offer
    seen: int
    """The number of the version that the page showed."""

    why: str = ""
    kept: tuple[UUID, ...] = ()
    """The files that stay."""


class NothingOfferedError(RefusedError):
    """The form of evidence was chosen, but what belongs to it was not given."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NotAnAddressError(RefusedError):
    """Not an address of the web that a reader could open."""

    field = "address"


class FutureDateError(RefusedError):
    field = "made_on"


class SeenLaterError(RefusedError):
    field = "seen_on"


class FrozenError(RefusedError):
    """It was submitted: it stays as it is."""


class NotTheMakerError(RefusedError):
    """Only who made a piece of evidence changes or deletes it."""


class StillNamedError(RefusedError):
    """An assessor noted something on it, or it hangs on an activity of a CPD record."""


class FileOfMappingGoneError(RefusedError):
    """The new version lacks a file that a criterion is mapped to a place in."""

    field = "files"

    def __init__(self, label: str, name: str) -> None:
        super().__init__(f"{label}: {name}")
        self.label = label
        self.name = name


class PageOfMappingGoneError(RefusedError):
    """The new files end before a page that a criterion is mapped to."""

    field = "files"

    def __init__(self, label: str, page: str, pages: int) -> None:
        super().__init__(f"{label}: page {page} of {pages}")
        self.label = label
        self.page = page
        self.pages = pages


def london_day(now: datetime) -> date:
    """Give the day that it is for the people of the service."""
    return now.astimezone(LONDON).date()


def check_offer(offer: Offer, *, files: int, today: date) -> None:
    """Refuse an offer with nothing in it, from the future, or at an address that is none."""
    if offer.made_on > today:
        raise FutureDateError
    if field := _empty_field(offer, files):
        raise NothingOfferedError(field)
    if offer.form is EvidenceForm.ADDRESS:
        check_address(offer.address)


def _empty_field(offer: Offer, files: int) -> str | None:
    needed = {
        EvidenceForm.FILES: ("files", files > 0),
        EvidenceForm.ADDRESS: ("address", bool(offer.address)),
        EvidenceForm.TEXT: ("text", bool(offer.text or offer.answers)),
        EvidenceForm.POINTER: ("held_at", bool(offer.held_at)),
        EvidenceForm.PLAN: ("sections", bool(offer.sections)),
    }
    field, given = needed[offer.form]
    return None if given else field


def check_address(address: str) -> None:
    if len(address) > LONGEST_ADDRESS or any(letter.isspace() for letter in address):
        raise NotAnAddressError
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as broken:
        raise NotAnAddressError from broken
    if parts.scheme not in {"http", "https"} or not host or "." not in host.strip("."):
        raise NotAnAddressError
    if parts.username is not None or parts.password is not None:
        raise NotAnAddressError


def title_of(offer: Offer, names: Sequence[str]) -> str:
    """Give the title, or what names the thing where its maker typed none."""
    if offer.title:
        return offer.title
    if offer.form is EvidenceForm.FILES and names:
        return names[0]
    if offer.form is EvidenceForm.ADDRESS:
        return urlsplit(offer.address).hostname or offer.address[:LONGEST_ADDRESS]
    words = (offer.text or offer.held_at or offer.description).split()
    return " ".join(words[:8])[:80]


def only_its_form(offer: Offer) -> Offer:
    """Leave out what was typed for a form of evidence that was not chosen in the end."""
    return replace(
        offer,
        address=offer.address if offer.form is EvidenceForm.ADDRESS else "",
        held_at=offer.held_at if offer.form is EvidenceForm.POINTER else "",
        sections=offer.sections if offer.form is EvidenceForm.PLAN else (),
    )


def hash_of_version(offer: Offer, file_hashes: Sequence[str]) -> str:
    """Give the SHA-256 of a version: of its description and of its files' own hashes.

    Sections are named only where there are any: the hashes of other versions stay as they were.
    """
    said: dict[str, object] = {
        "form": offer.form,
        "title": offer.title,
        "description": offer.description,
        "language": offer.language,
        "made_on": offer.made_on,
        "text": offer.text,
        "address": offer.address,
        "held_at": offer.held_at,
        "answers": [vars(answer) for answer in offer.answers],
        "files": list(file_hashes),
    }
    if offer.sections:
        said["sections"] = [dict(section) for section in offer.sections]
    return hashlib.sha256(canonical(said)).hexdigest()


def is_frozen(submitted_at: datetime | None) -> bool:
    """Tell whether a version or a mapping was put forward and stays as it is."""
    return submitted_at is not None


def may_delete(*, is_maker: bool, ever_submitted: bool) -> bool:
    """Tell whether a mistake may be taken away again."""
    return is_maker and not ever_submitted
