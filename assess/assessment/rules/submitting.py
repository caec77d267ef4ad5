"""When work may be put forward, and taken back."""

from collections.abc import Sequence

from assess.assessment.rules.kinds import CriterionState
from assess.assessment.rules.states import CriterionFacts
from assess.refusals import RefusedError


class NothingChosenError(RefusedError):
    field = "criteria"


class CriteriaRefusedError(RefusedError):
    """Some of the criteria cannot be taken; says which."""

    field: str | None = "criteria"

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(", ".join(labels))
        self.labels = tuple(labels)


class NoEvidenceError(CriteriaRefusedError):
    """A criterion without evidence cannot be put forward."""


class AlreadySubmittedError(CriteriaRefusedError):
    """The criterion waits for the assessor already."""


class AlreadyMetError(CriteriaRefusedError):
    """A met criterion needs no more."""


class NotDeclaredError(RefusedError):
    field = "declared"


class HelpNotToldError(RefusedError):
    field = "help_used"


class AssessmentBegunError(RefusedError):
    """The assessor has decided or asked something: the submission stays."""


class AlreadyWithdrawnError(RefusedError):
    pass


def may_submit(facts: CriterionFacts) -> bool:
    return facts.mapped > 0 and facts.state not in {CriterionState.SUBMITTED, CriterionState.MET}


def check_submission(
    criteria: Sequence[CriterionFacts], *, declaration: str, help_used: str
) -> None:
    """Check that these criteria may be put forward together, under a declaration."""
    if not criteria:
        raise NothingChosenError
    _refuse_those(criteria, CriterionState.SUBMITTED, AlreadySubmittedError)
    _refuse_those(criteria, CriterionState.MET, AlreadyMetError)
    if bare := [facts.label for facts in criteria if not facts.mapped]:
        raise NoEvidenceError(bare)
    if not declaration:
        raise NotDeclaredError
    if not help_used:
        raise HelpNotToldError


def _refuse_those(
    criteria: Sequence[CriterionFacts], state: CriterionState, refusal: type[CriteriaRefusedError]
) -> None:
    if labels := [facts.label for facts in criteria if facts.state is state]:
        raise refusal(labels)


def may_withdraw(*, withdrawn: bool, decisions: int, requests: int) -> bool:
    """Say whether a submission may be taken back: until the first decision or question on it."""
    return not (withdrawn or decisions or requests)


def check_withdrawal(*, withdrawn: bool, decisions: int, requests: int) -> None:
    if withdrawn:
        raise AlreadyWithdrawnError
    if not may_withdraw(withdrawn=withdrawn, decisions=decisions, requests=requests):
        raise AssessmentBegunError
