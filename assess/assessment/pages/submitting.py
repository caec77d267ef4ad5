"""The pages on which a practitioner puts work forward, and sees what was put forward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.assessment.rules import CriterionState
from assess.assessment.rules.submitting import may_submit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from assess.assessment.queries import FoundSubmission, SubmissionView
    from assess.assessment.rules.states import CriterionFacts
    from assess.bilingual import Bilingual
    from assess.enrolment.queries import UnitView
    from assess.standards.queries import CriterionView


@dataclass(frozen=True)
class SubmitLine:
    """A criterion that may be submitted, and what there is for it."""

    id: UUID
    label: str
    words: Bilingual
    mapped: int
    feedback: str
    feedback_language: str
    is_new: bool
    """Whether it has never been decided: it is ticked to begin with."""


@dataclass(frozen=True)
class SubmitPage:
    unit: UnitView
    lines: tuple[SubmitLine, ...]
    missing: tuple[str, ...]
    """The criteria without evidence."""

    is_signed_off: bool
    choices: list[tuple[str, str]]
    """Every criterion by id: why one cannot be submitted is the rules' to say."""


def submit_page(
    *,
    unit: UnitView,
    criteria: Sequence[CriterionView],
    facts: Mapping[UUID, CriterionFacts],
    is_signed_off: bool,
) -> SubmitPage:
    return SubmitPage(
        unit=unit,
        lines=tuple(
            _line(criterion, facts[criterion.id])
            for criterion in criteria
            if may_submit(facts[criterion.id]) and not is_signed_off
        ),
        missing=tuple(one.label for one in facts.values() if one.state is CriterionState.OPEN),
        is_signed_off=is_signed_off,
        choices=[(str(criterion.id), criterion.label) for criterion in criteria],
    )


def _line(criterion: CriterionView, facts: CriterionFacts) -> SubmitLine:
    return SubmitLine(
        id=criterion.id,
        label=criterion.label,
        words=criterion.words,
        mapped=facts.mapped,
        feedback=facts.decision.feedback if facts.decision else "",
        feedback_language=facts.decision.feedback_language if facts.decision else "",
        is_new=facts.decision is None,
    )


@dataclass(frozen=True)
class SubmissionPage:
    unit: UnitView
    submission: SubmissionView
    labels: tuple[str, ...]
    may_be_withdrawn: bool

    @classmethod
    def of(cls, found: FoundSubmission, criteria: Sequence[CriterionView]) -> SubmissionPage:
        labels = {criterion.id: criterion.label for criterion in criteria}
        return cls(
            found.unit,
            found.submission,
            tuple(labels[one] for one in found.submission.criterion_ids if one in labels),
            found.may_be_withdrawn,
        )
