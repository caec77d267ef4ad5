"""A joint session: a meeting for several practitioners who have not met the same criterion."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from assess.actor import Actor, Role
from assess.assessment.rules.kinds import CriterionState, RequestKind
from assess.assessment.rules.people import NotTheAssessorError, OwnWorkError, SignedOffError
from assess.assessment.rules.states import CriterionFacts
from assess.refusals import RefusedError

LONDON = ZoneInfo("Europe/London")
SHORTEST, LONGEST = 5, 480
"""Minutes."""

FURTHEST = timedelta(days=730)


class NobodyInvitedError(RefusedError):
    field = "units"


class StartPastError(RefusedError):
    field = "starts_on"


class StartTooFarError(RefusedError):
    field = "starts_on"


class NoSuchTimeError(RefusedError):
    """The hour that is left out when the clocks go forward."""

    field = "starts_at"


class LengthError(RefusedError):
    field = "minutes"


class NoPlaceError(RefusedError):
    field = "place"


class NoSessionWordsError(RefusedError):
    field = "words"


class MetAlreadyError(RefusedError):
    """Somebody who was chosen has met the criterion in the meantime."""

    field = "units"


@dataclass(frozen=True)
class Plan:
    """What is typed about a session."""

    starts_at: datetime
    minutes: int
    place: str
    words: str
    language: str

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(LONDON).date()


def moment_of(day: date, at: time) -> datetime:
    """Give the moment of a day and time in Europe/London.

    Raises:
        NoSuchTimeError: when the clocks leave it out.

    """
    moment = datetime.combine(day, at, tzinfo=LONDON)
    as_shown = moment.astimezone(ZoneInfo("UTC")).astimezone(LONDON)
    if as_shown.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NoSuchTimeError
    return moment


def may_plan(actor: Actor, *, practitioner_id: UUID, assessor_id: UUID | None) -> bool:
    """Say whether somebody plans for a unit: its assessor or a manager, and nobody for their own.

    Whether the unit is one that the actor may see is asked before.
    """
    if actor.person_id == practitioner_id:
        return False
    return actor.role is Role.MANAGER or (
        actor.role is Role.ASSESSOR and actor.person_id == assessor_id
    )


def check_may_plan(actor: Actor, *, practitioner_id: UUID, assessor_id: UUID | None) -> None:
    if actor.person_id == practitioner_id:
        raise OwnWorkError
    if not may_plan(actor, practitioner_id=practitioner_id, assessor_id=assessor_id):
        raise NotTheAssessorError


def check_plan(plan: Plan, *, unit_ids: Collection[UUID], now: datetime) -> None:
    if not unit_ids:
        raise NobodyInvitedError
    if plan.starts_at <= now:
        raise StartPastError
    if plan.starts_at > now + FURTHEST:
        raise StartTooFarError
    if not SHORTEST <= plan.minutes <= LONGEST:
        raise LengthError
    if not plan.place:
        raise NoPlaceError
    if not plan.words:
        raise NoSessionWordsError


def check_invited(facts: CriterionFacts, *, signed_off: bool) -> None:
    if signed_off:
        raise SignedOffError
    if facts.state is CriterionState.MET:
        raise MetAlreadyError


class Reason(StrEnum):
    """Why a criterion is not met."""

    WITH_ASSESSOR = "with the assessor"
    QUESTION = "question"
    ACTION = "action"
    NOT_YET_MET = "not yet met"
    NOT_SUBMITTED = "not submitted"
    NOTHING = "nothing yet"


def reason_after(
    facts: CriterionFacts, *, asked: RequestKind | None, asked_at: datetime | None
) -> tuple[Reason, datetime | None]:
    """Give why a criterion is not met, and since when; `asked` is the oldest open request.

    What waits with the assessor goes first: nothing else can be done about it now.
    """
    if facts.state is CriterionState.SUBMITTED:
        return Reason.WITH_ASSESSOR, facts.submitted_at
    if asked is not None:
        return Reason(asked.value), asked_at
    if facts.state is CriterionState.NOT_YET_MET and facts.decision is not None:
        return Reason.NOT_YET_MET, facts.decision.decided_at
    if facts.state is CriterionState.EVIDENCED:
        return Reason.NOT_SUBMITTED, None
    return Reason.NOTHING, None
