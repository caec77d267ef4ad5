"""What the pages, the desk and the print know of a piece of evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from assess.evidence.rules.file_types import Shown, shown_as
from assess.evidence.rules.kinds import EvidenceForm, EvidenceKind
from assess.evidence.rules.locators import Locator, PlaceFile, SectionName
from assess.evidence.rules.offers import Answer, is_frozen
from assess.evidence.rules.placing import files_with_places, is_file_unsaid
from assess.evidence.rules.sections import names_of


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
    sections: tuple[Mapping[str, Any], ...] = ()
    """Of a written plan, as they were frozen: see rules/sections.py."""

    def same_file(self, file: PlaceFile | None) -> FileView | None:
        """Give the file of this version that has the same bytes, or else the same name."""
        if file is None:
            return None
        same = [one for one in self.files if one.sha256 == file.sha256]
        same = same or [one for one in self.files if one.name == file.name]
        return same[0] if same else None

    @property
    def section_names(self) -> tuple[SectionName, ...]:
        return names_of(self.sections, self.language)

    @property
    def files_with_places(self) -> tuple[PlaceFile, ...]:
        """The files that a place may name; none where there is only one to mean."""
        return files_with_places(
            [
                PlaceFile(file.id, file.name, file.media_type, file.sha256, file.pages)
                for file in self.files
            ]
        )


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
    def leaves_file_open(self) -> bool:
        """Whether a page or time, not yet submitted, could be in more than one of the files."""
        files = self.newest.files_with_places
        return any(is_file_unsaid(one.locator, files) for one in self.mappings if not one.is_frozen)

    @property
    def awaits_confirmation(self) -> bool:
        return self.made_by_id != self.practitioner_id and self.confirmed_at is None
