"""What a provider promises, keeps and asks for, and what holds where it has said nothing."""

from dataclasses import dataclass, fields
from typing import Any

from assess.people.rules.words import PractitionerWord
from assess.refusals import RefusedError


@dataclass(frozen=True)
class ProviderTerms:
    """What a manager may set of the provider. The defaults are what an empty column stands for."""

    name_en: str
    name_cy: str
    practitioner_word: PractitionerWord = PractitionerWord.PRACTITIONER
    working_translation_sign_off: bool = True
    """Whether a unit may be signed off on a working translation."""

    turnaround_days: int = 10
    """Working days within which the provider promises an answer."""

    appeal_days: int = 20
    """Working days within which a practitioner may appeal."""

    retention_months: int = 36
    """How long a portfolio is kept after its last unit was signed off."""

    release_needs_iqa: bool = True
    """Whether a signed-off unit waits for internal quality assurance."""

    second_factor_required: bool = False
    """Whether assessors, IQAs and managers must prove themselves with a second factor."""


FIELDS = tuple(field.name for field in fields(ProviderTerms))

LIMITS: dict[str, tuple[int, int]] = {
    "turnaround_days": (1, 60),
    "appeal_days": (1, 120),
    "retention_months": (12, 240),
}
"""The least and the most of each figure. A promise of no days could only be broken, and an
awarding body asks to see a portfolio for a year at least."""


class FigureOutOfRangeError(RefusedError):
    def __init__(self, field: str) -> None:
        super().__init__(f"{field} is not between {LIMITS[field]}")
        self.field = field


def terms_of(columns: dict[str, Any]) -> ProviderTerms:
    """Give the terms that hold, from the provider's columns: an empty one says nothing."""
    return ProviderTerms(**{name: value for name, value in columns.items() if value is not None})


def check_figures(terms: ProviderTerms) -> None:
    for name, (least, most) in LIMITS.items():
        if not least <= getattr(terms, name) <= most:
            raise FigureOutOfRangeError(name)
