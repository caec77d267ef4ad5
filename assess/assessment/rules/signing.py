"""When a unit may be signed off, and a sign-off withdrawn."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from assess.assessment.rules.kinds import CriterionState
from assess.assessment.rules.states import CriterionFacts
from assess.assessment.rules.submitting import CriteriaRefusedError
from assess.refusals import RefusedError


class NotAllMetError(CriteriaRefusedError):
    """Every criterion of the unit has to be met."""

    field = None


class NoCriteriaError(RefusedError):
    """A standard without criteria proves nothing."""


class WordsChangedError(CriteriaRefusedError):
    """Published words have changed since the decision: the assessor reaffirms first."""

    field = None


class OpenRequestsError(CriteriaRefusedError):
    """A question or action still waits for its answer."""

    field = None


class WorkingTranslationError(RefusedError):
    """The provider does not sign off on a working translation."""


class ProofTooOldError(RefusedError):
    """A sign-off needs the person to have proved lately who they are."""


class NoReasonError(RefusedError):
    field = "reason"


class SignOffWithdrawnError(RefusedError):
    """The sign-off was withdrawn before."""


def blocks_to_sign_off(
    criteria: Sequence[CriterionFacts],
    *,
    to_reaffirm: Collection[UUID],
    on_working_translation: bool,
    working_translation_allowed: bool,
) -> list[RefusedError]:
    """Give everything that stands between a unit and its sign-off; nothing when it may be."""
    blocks: list[RefusedError] = [] if criteria else [NoCriteriaError()]
    for labels, refusal in (
        ([one.label for one in criteria if one.state is not CriterionState.MET], NotAllMetError),
        ([one.label for one in criteria if one.criterion_id in to_reaffirm], WordsChangedError),
        ([one.label for one in criteria if one.open_requests], OpenRequestsError),
    ):
        if labels:
            blocks.append(refusal(labels))
    if on_working_translation and not working_translation_allowed:
        blocks.append(WorkingTranslationError())
    return blocks


def is_proof_fresh(proved_at: datetime, now: datetime, *, lasts: timedelta) -> bool:
    return now - proved_at < lasts


def check_proof(proved_at: datetime, now: datetime, *, lasts: timedelta) -> None:
    if not is_proof_fresh(proved_at, now, lasts=lasts):
        raise ProofTooOldError


def check_sign_off_withdrawal(*, withdrawn: bool, reason: str) -> None:
    if withdrawn:
        raise SignOffWithdrawnError
    if not reason:
        raise NoReasonError
