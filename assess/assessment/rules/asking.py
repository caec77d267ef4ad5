"""Questions and actions, doubts, and work handed back."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from assess.assessment.rules.kinds import Check, CriterionState, RequestKind
from assess.assessment.rules.states import CriterionFacts
from assess.assessment.rules.submitting import CriteriaRefusedError, NothingChosenError
from assess.refusals import RefusedError


class NoWordsError(RefusedError):
    field = "words"


class DueDateNeededError(RefusedError):
    """An action has a date to be done by."""

    field = "due_on"


class DueDatePastError(RefusedError):
    field = "due_on"


class AlreadyAnsweredError(RefusedError):
    """An answer stays as it was given."""

    field = "answer"


class NoAnswerError(RefusedError):
    field = "answer"


class WrongPlaceError(RefusedError):
    """A doubt stands on the mapping, the evidence or the criterion, as its check says."""


class AlreadySettledError(RefusedError):
    pass


class NothingToReturnError(CriteriaRefusedError):
    """Only what needs work goes back."""


class NoMessageError(RefusedError):
    field = "message"


def check_request(
    kind: RequestKind,
    *,
    criteria: Sequence[CriterionFacts],
    words: str,
    due_on: date | None,
    today: date,
) -> None:
    if not criteria:
        raise NothingChosenError
    if not words:
        raise NoWordsError
    if kind is RequestKind.ACTION and due_on is None:
        raise DueDateNeededError
    if due_on is not None and due_on < today:
        raise DueDatePastError


def check_answer(*, answered_at: datetime | None, answer: str) -> None:
    if answered_at is not None:
        raise AlreadyAnsweredError
    if not answer:
        raise NoAnswerError


def check_seeing(*, answered_at: datetime | None) -> None:
    """Check that there is an answer to have seen."""
    if answered_at is None:
        raise NoAnswerError


def check_doubt(
    check: Check, *, on_mapping: bool, on_evidence: bool, on_criterion: bool, words: str
) -> None:
    """Check that a doubt has words and stands on the one thing that its check is about."""
    place = {
        Check.VALID: (True, False, False),
        Check.AUTHENTIC: (False, True, False),
        Check.CURRENT: (False, True, False),
        Check.SUFFICIENT: (False, False, True),
    }[check]
    if place != (on_mapping, on_evidence, on_criterion):
        raise WrongPlaceError
    if not words:
        raise NoWordsError


def check_settling(*, settled_at: datetime | None) -> None:
    if settled_at is not None:
        raise AlreadySettledError


def may_return(facts: CriterionFacts) -> bool:
    return facts.state is CriterionState.NOT_YET_MET or facts.open_requests > 0


def check_return(criteria: Sequence[CriterionFacts], *, message: str) -> None:
    if not criteria:
        raise NothingChosenError
    if others := [facts.label for facts in criteria if not may_return(facts)]:
        raise NothingToReturnError(others)
    if not message:
        raise NoMessageError


def day_of(now: datetime) -> date:
    """Give the day that it is for everybody: in Europe/London."""
    return now.astimezone(ZoneInfo("Europe/London")).date()
