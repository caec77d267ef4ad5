"""The page on which an assessor hands back what needs work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.assessment.rules import CriterionState
from assess.assessment.rules.asking import may_return

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from assess.assessment.rules.states import CriterionFacts
    from assess.bilingual import Bilingual
    from assess.enrolment.queries import UnitView
    from assess.standards.queries import CriterionView


@dataclass(frozen=True)
class ReturnLine:
    id: UUID
    label: str
    words: Bilingual
    is_not_yet_met: bool
    open_requests: int


@dataclass(frozen=True)
class ReturnPage:
    unit: UnitView
    lines: tuple[ReturnLine, ...]
    choices: list[tuple[str, str]]
    """Every criterion by id: why one cannot be returned is the rules' to say."""


def return_page(
    *,
    unit: UnitView,
    criteria: Sequence[CriterionView],
    facts: Mapping[UUID, CriterionFacts],
) -> ReturnPage:
    return ReturnPage(
        unit,
        tuple(
            ReturnLine(
                id=criterion.id,
                label=criterion.label,
                words=criterion.words,
                is_not_yet_met=facts[criterion.id].state is CriterionState.NOT_YET_MET,
                open_requests=facts[criterion.id].open_requests,
            )
            for criterion in criteria
            if may_return(facts[criterion.id])
        ),
        [(str(criterion.id), criterion.label) for criterion in criteria],
    )
