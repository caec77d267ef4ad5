"""Places that follow their files from one version of the evidence to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.evidence.models import Evidence, EvidenceFile, Mapping
from assess.evidence.rules.kinds import LocatorKind
from assess.evidence.rules.offers import FileOfMappingGoneError, PageOfMappingGoneError
from assess.standards.models import Criterion


@dataclass(frozen=True)
class NextFile:
    """A file of the version to come, by its position there."""

    name: str
    sha256: str
    pages: int | None


def check_places(
    session: Session, evidence: Evidence, files: Sequence[NextFile]
) -> dict[UUID, int]:
    """Give, by mapping, the position of the file to come that its place is in.

    Refuse files that end before a page, or lack a file, which a criterion that was not yet
    submitted is mapped to. A file goes on in the same bytes, else in the one of the same name.
    """
    longest = max((file.pages for file in files if file.pages is not None), default=None)
    positions: dict[UUID, int] = {}
    for mapping, label, file in _free_places(session, evidence):
        pages = longest
        if file is not None:
            positions[mapping.id] = _next_of(file, files, label)
            pages = files[positions[mapping.id]].pages
        is_page = mapping.locator_kind is LocatorKind.PAGE
        if is_page and pages is not None and int(mapping.locator) > pages:
            raise PageOfMappingGoneError(label, mapping.locator, pages)
    return positions


def move_places(
    session: Session, positions: dict[UUID, int], files: Sequence[EvidenceFile]
) -> None:
    by_position = {file.position: file.id for file in files}
    for mapping_id, position in positions.items():
        session.get_one(Mapping, mapping_id).file_id = by_position[position]
    session.flush()


def _free_places(
    session: Session, evidence: Evidence
) -> list[tuple[Mapping, str, EvidenceFile | None]]:
    rows = session.execute(
        sa.select(Mapping, Criterion.label, EvidenceFile)
        .join(Criterion, Criterion.id == Mapping.criterion_id)
        .outerjoin(EvidenceFile, EvidenceFile.id == Mapping.file_id)
        .where(Mapping.evidence_id == evidence.id, Mapping.submitted_at.is_(None))
        .order_by(Criterion.position)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _next_of(file: EvidenceFile, files: Sequence[NextFile], label: str) -> int:
    same = [place for place, one in enumerate(files) if one.sha256 == file.sha256]
    same = same or [place for place, one in enumerate(files) if one.name == file.name]
    if not same:
        raise FileOfMappingGoneError(label, file.name)
    return same[0]
