"""The place that a mapping names, read beside the mapping: its file comes by an outer join."""

from typing import Any

from assess.evidence.models import EvidenceFile, Mapping
from assess.evidence.rules.locators import Locator, PlaceFile

PLACE_FILE_COLUMNS = (
    EvidenceFile.id,
    EvidenceFile.name,
    EvidenceFile.media_type,
    EvidenceFile.sha256,
    EvidenceFile.pages,
)
PLACE_COLUMNS = (Mapping.locator_kind, Mapping.locator, *PLACE_FILE_COLUMNS)
IS_PLACE_FILE = EvidenceFile.id == Mapping.file_id


def locator_of(kind: Any, value: str, file_id: Any, *of_file: Any) -> Locator:  # noqa: ANN401 (columns)
    """Give the locator of a row's PLACE_COLUMNS."""
    return Locator(kind, value, None if file_id is None else PlaceFile(file_id, *of_file))
