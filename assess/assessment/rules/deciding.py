"""When a criterion may be decided, and what a decision needs."""

from collections.abc import Collection, Sequence
from uuid import UUID

from assess.assessment.rules.kinds import CriterionState, Outcome
from assess.assessment.rules.states import CriterionFacts
from assess.assessment.rules.submitting import CriteriaRefusedError, NothingChosenError
from assess.refusals import RefusedError


class NotSubmittedError(CriteriaRefusedError):
    """Only what was put forward is decided."""


class NotShownError(CriteriaRefusedError):
    """The piece of evidence that was judged is not mapped to the criterion."""


class NoFeedbackError(RefusedError):
    """Not yet met, or a changed mind, without a word of why."""

    field = "feedback"


class NothingNewError(CriteriaRefusedError):
    """The same decision on the same words stands already."""


def may_decide(facts: CriterionFacts) -> bool:
    """Say whether a criterion waits for a decision, or has one that may be corrected."""
    return facts.state is CriterionState.SUBMITTED or facts.decision is not None


def is_correction(facts: CriterionFacts, outcome: Outcome) -> bool:
    """Say whether this outcome would change a decision without new work having come in."""
    return (
        facts.waiting_submission_id is None
        and facts.decision is not None
        and facts.decision.outcome is not outcome
    )


def check_decision(
    criteria: Sequence[CriterionFacts],
    *,
    outcome: Outcome,
    feedback: str,
    to_reaffirm: Collection[UUID],
) -> None:
    """Check that one judgement may decide these criteria so.

    `to_reaffirm` are the criteria whose words have changed: the same decision may be made
    on them again.
    """
    if not criteria:
        raise NothingChosenError
    if early := [facts.label for facts in criteria if not may_decide(facts)]:
        raise NotSubmittedError(early)
    needs_feedback = outcome is Outcome.NOT_YET_MET or any(
        is_correction(facts, outcome) for facts in criteria
    )
    if needs_feedback and not feedback:
        raise NoFeedbackError
    repeated = [
        facts.label
        for facts in criteria
        if _stands_already(facts, outcome) and facts.criterion_id not in to_reaffirm
    ]
    if repeated and not feedback:
        raise NothingNewError(repeated)


def _stands_already(facts: CriterionFacts, outcome: Outcome) -> bool:
    return facts.waiting_submission_id is None and not is_correction(facts, outcome)


def check_judged_evidence(
    criteria: Sequence[CriterionFacts], *, mapped_to: Collection[UUID]
) -> None:
    """Check that a judged piece of evidence is mapped to every criterion that it decides."""
    if others := [facts.label for facts in criteria if facts.criterion_id not in mapped_to]:
        raise NotShownError(others)
