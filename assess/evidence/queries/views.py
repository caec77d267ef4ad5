"""What the pages, the desk and the print know of a piece of evidence."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from assess.evidence.rules.file_types import Shown, shown_as
from assess.evidence.rules.kinds import EvidenceForm, EvidenceKind
from assess.evidence.rules.locators import Locator
from assess.evidence.rules.offers import Answer, is_frozen


@dataclass(frozen=True)
class FileView:
    id: UUID
    version_id: UUID
    position: int
    name: str
    media_type: str
    size: int
    sha256: str
    preview_sha256: str | None
    pages: int | None
    location_removed: bool

    @property
    def shown(self) -> Shown:
        return shown_as(self.media_type)


@dataclass(frozen=True)
class SeenView:
    """An assessor looked at the thing itself, where it is held."""

    version_id: UUID
    place: str
    seen_on: date
    seen_by: str


@dataclass(frozen=True)
class VersionView:
    id: UUID
    evidence_id: UUID
    number: int
    form: EvidenceForm
    title: str
    description: str
    language: str
    made_on: date
    text: str
    address: str
    held_at: str
    answers: tuple[Answer, ...]
    sha256: str
    created_by: str
    created_at: datetime
    why: str
    submitted_at: datetime | None
    files: tuple[FileView, ...]
    sights: tuple[SeenView, ...]

    @property
    def pages(self) -> int | None:
        """How many pages the longest PDF has; None where there is no PDF to count."""
        return max((file.pages for file in self.files if file.pages is not None), default=None)


@dataclass(frozen=True)
class MappingView:
    id: UUID
    evidence_id: UUID
    unit_id: UUID
    criterion_id: UUID
    urn: str
    edition: str
    label: str
    locator: Locator
    submitted_at: datetime | None

    @property
    def is_frozen(self) -> bool:
        return is_frozen(self.submitted_at)


@dataclass(frozen=True)
class PieceView:
    """A piece of evidence with its newest version and the mappings that the actor may see."""

    id: UUID
    practitioner_id: UUID
    practitioner: str
    made_by_id: UUID
    made_by: str
    kind: EvidenceKind
    simulated: bool
    prior_learning: bool
    confirmed_at: datetime | None
    created_at: datetime
    newest: VersionView
    mappings: tuple[MappingView, ...]

    @property
    def awaits_confirmation(self) -> bool:
        return self.made_by_id != self.practitioner_id and self.confirmed_at is None
