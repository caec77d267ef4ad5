from dataclasses import dataclass
from uuid import UUID

from assess.bilingual import Language


@dataclass(frozen=True)
class UnitChoice:
    """Which of the units that somebody may see were chosen; what is empty leaves all."""

    cohort: str = ""
    site: str = ""
    assessor_id: UUID | None = None
    language: Language | None = None
    standard_ids: tuple[UUID, ...] = ()
