"""What a lesson may hold, and what may become of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assess.actor import Role
from assess.learning.rules.kinds import Audience, LessonState
from assess.refusals import RefusedError

LONGEST = 5_000
"""Of a lesson's words, in characters."""

LONGEST_REASON = 5_000


class TooLongError(RefusedError):
    """Nothing is cut off: its writer shortens it."""

    field = "words"


class NoWordsError(RefusedError):
    """A lesson needs a title and words."""

    field = "words"


class NotOwnCohortError(RefusedError):
    """A lesson goes to a cohort that its writer is in, while it lasts."""

    field = "audience"


class NotWriterError(RefusedError):
    """Lessons are passed on by practitioners."""


class NotTickedError(RefusedError):
    """The warning about personal data was not ticked."""

    field = "has_checked"


class NotWaitingError(RefusedError):
    """Somebody has reviewed it already."""


class NotReturnedError(RefusedError):
    """Only what was sent back is written anew."""


class OwnLessonError(RefusedError):
    """Nobody reviews their own lesson."""


class NoReasonError(RefusedError):
    """Its author is told why."""

    field = "reason"


class AlreadyWithdrawnError(RefusedError):
    """It is withdrawn, and stays so."""


@dataclass(frozen=True)
class LessonText:
    title: str
    words: str
    language: str


def check_text(text: LessonText) -> None:
    if not text.title or not text.words:
        raise NoWordsError
    if len(text.words) > LONGEST:
        raise TooLongError


def check_cohort(chosen: str, cohorts: Collection[str]) -> None:
    """Refuse a cohort that its writer is not in, or that has ended."""
    if chosen not in cohorts:
        raise NotOwnCohortError


def is_over(ends_on: date | None, *, today: date) -> bool:
    return ends_on is not None and ends_on < today


def state_after_publishing(audience: Audience) -> LessonState:
    """What leaves the provider is read by a manager first."""
    return LessonState.WAITING if audience is Audience.EVERYONE else LessonState.PUBLISHED


def check_review(state: LessonState, *, author_id: UUID, reviewer_id: UUID) -> None:
    if author_id == reviewer_id:
        raise OwnLessonError
    if state is not LessonState.WAITING:
        raise NotWaitingError


def check_reason(reason: str) -> None:
    if not reason:
        raise NoReasonError
    if len(reason) > LONGEST_REASON:
        raise TooLongError


def check_withdrawal(state: LessonState, *, is_author: bool, reason: str) -> None:
    """An author withdraws at will; a manager says why."""
    if state is LessonState.WITHDRAWN:
        raise AlreadyWithdrawnError
    if not is_author:
        check_reason(reason)


def may_write(role: Role) -> bool:
    return role is Role.PRACTITIONER
