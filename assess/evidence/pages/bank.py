from __future__ import annotations

from typing import TYPE_CHECKING

from assess.evidence.pages.criteria import in_page_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from assess.bilingual import Language
    from assess.standards.queries import CriterionView

SHOWN = 80
"""Characters of a criterion that a list of choices shows."""


def criterion_choices(
    criteria: Sequence[CriterionView], urns: Mapping[UUID, str], language: Language
) -> list[tuple[str, str]]:
    """Give criteria as the choices of a list: where each is from, and how it begins."""
    return [
        (str(one.id), f"{urns[one.standard_id]} {one.label}: {_beginning(one, language)}")
        for one in criteria
    ]


def _beginning(criterion: CriterionView, language: Language) -> str:
    words = in_page_language(criterion.words, language).text
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} …"
