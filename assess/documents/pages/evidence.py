"""A piece of evidence as it is printed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assess.documents.pages.sections import PrintedSection
from assess.documents.pages.texts import Authored


class PrintedKind(StrEnum):
    WORK_PRODUCT = "work_product"
    REFLECTIVE_ACCOUNT = "reflective_account"
    OBSERVATION = "observation"
    PROFESSIONAL_DISCUSSION = "professional_discussion"
    QUESTIONING = "questioning"
    WITNESS_TESTIMONY = "witness_testimony"
    EXPERT_WITNESS_TESTIMONY = "expert_witness_testimony"


class PrintedForm(StrEnum):
    FILE = "file"
    ADDRESS = "address"
    TEXT = "text"
    RECORDING = "recording"
    POINTER = "pointer"
    PLAN = "plan"


@dataclass(frozen=True)
class PrintedFile:
    """One file of a piece of evidence.

    `preview_sha256` is a JPEG of an image, already turned upright; a file without one is
    attached to the PDF instead of being shown.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    preview_sha256: str | None = None
    caption: Authored | None = None


@dataclass(frozen=True)
class PrintedExchange:
    """A question put by the assessor and what the practitioner answered."""

    question: Authored
    answer: Authored | None
    at: str = ""
    """Where in a recording it is heard."""


@dataclass(frozen=True)
class PrintedSight:
    """The assessor's word that a thing held elsewhere was seen."""

    seen_at: Authored
    seen_on: date
    seen_by: str


@dataclass(frozen=True)
class PrintedConfirmation:
    """Who confirmed a record that another person made: an observation by the practitioner, say."""

    confirmed_by: str
    confirmed_at: datetime


@dataclass(frozen=True)
class PrintedDoubt:
    """A VARCS check noted because the assessor was in doubt."""

    noted: Authored
    noted_by: str
    noted_at: datetime
    settled_at: datetime | None = None
    """When the assessor was no longer in doubt."""


@dataclass(frozen=True)
class PrintedEarlier:
    """A version that was put forward and is not the newest: named by its hashes."""

    number: int
    submitted_at: datetime
    sha256: str | None
    files: tuple[PrintedFile, ...] = ()


@dataclass(frozen=True)
class PrintedEvidence:
    """One piece of evidence; `number` is its E number, the same in every unit of the print.

    `sha256` is the hash of what has no file: the text, or the description of an address or a
    pointer. `location` is the address, or where the thing pointed to is held.
    """

    number: int
    title: Authored
    kind: PrintedKind
    form: PrintedForm
    made_by: str
    language: str
    made_on: date | None = None
    version: int = 1
    simulated: bool = False
    prior_learning: bool = False
    description: Authored | None = None
    location: str | None = None
    text: Authored | None = None
    sections: tuple[PrintedSection, ...] = ()
    """Of a written plan."""
    sha256: str | None = None
    files: tuple[PrintedFile, ...] = ()
    exchanges: tuple[PrintedExchange, ...] = ()
    sights: tuple[PrintedSight, ...] = ()
    confirmations: tuple[PrintedConfirmation, ...] = ()
    authentic_doubts: tuple[PrintedDoubt, ...] = ()
    current_doubts: tuple[PrintedDoubt, ...] = ()
    earlier: tuple[PrintedEarlier, ...] = ()
