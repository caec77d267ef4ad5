"""The page on which a practitioner answers a question, or says that an action is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.assessment.queries import FoundRequest, RequestView
    from assess.enrolment.queries import UnitView
    from assess.standards.queries import CriterionView


@dataclass(frozen=True)
class AnswerPage:
    unit: UnitView
    request: RequestView
    criteria: tuple[CriterionView, ...]
    typed_beside: str
    """What was typed here while another tab answered: shown beside the answer, lost nowhere."""

    @classmethod
    def of(
        cls, found: FoundRequest, criteria: Sequence[CriterionView], *, typed: str
    ) -> AnswerPage:
        return cls(
            found.unit,
            found.request,
            tuple(one for one in criteria if one.id in found.request.criterion_ids),
            "" if found.request.is_open else typed,
        )
