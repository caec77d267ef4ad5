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


def read_choice(
    *, cohort: str = "", site: str = "", assessor: str = "", language: str = ""
) -> UnitChoice:
    """Read what an address says was chosen; what is no answer at all is as if not chosen."""
    return UnitChoice(
        cohort=cohort,
        site=site,
        assessor_id=_id_of(assessor),
        language=Language(language) if language in set(Language) else None,
    )


def _id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
