from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from assess.actor import Actor, Role
from assess.assessment.rules import Outcome, RequestKind
from assess.assessment.rules.joint_session import (
    LengthError,
    MetAlreadyError,
    NobodyInvitedError,
    NoPlaceError,
    NoSessionWordsError,
    NoSuchTimeError,
    Plan,
    Reason,
    StartPastError,
    StartTooFarError,
    check_invited,
    check_may_plan,
    check_plan,
    may_plan,
    moment_of,
    reason_after,
)
from assess.assessment.rules.people import NotTheAssessorError, OwnWorkError, SignedOffError
from assess.assessment.rules.states import CriterionFacts, StandingDecision
from assess.bilingual import Language
from assess.refusals import RefusedError

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PLAN = Plan(NOW + timedelta(days=7), 60, "Room 2", "Bring the plan.", "en")


def actor(role: Role) -> Actor:
    return Actor(uuid4(), uuid4(), uuid4(), role, "Somebody", Language.ENGLISH, NOW)


def facts(
    *, mapped: int = 0, waiting: bool = False, outcome: Outcome | None = None
) -> CriterionFacts:
    decision = None
    if outcome is not None:
        decision = StandingDecision(
            id=uuid4(),
            submission_id=uuid4(),
            outcome=outcome,
            decided_at=NOW - timedelta(days=2),
            text_en_id=None,
            text_cy_id=None,
            on_working_translation=False,
            assessor_id=uuid4(),
            assessor="Somebody",
            feedback="",
            feedback_language="en",
        )
    return CriterionFacts(
        uuid4(), "P1", mapped, uuid4() if waiting else None, NOW - timedelta(days=3), decision, 0
    )


def test_a_manager_and_the_units_assessor_plan_and_nobody_else() -> None:
    assessor, practitioner_id = actor(Role.ASSESSOR), uuid4()
    unit = {"practitioner_id": practitioner_id, "assessor_id": assessor.person_id}

    check_may_plan(assessor, **unit)
    check_may_plan(actor(Role.MANAGER), **unit)
    for other in (actor(Role.ASSESSOR), actor(Role.IQA), actor(Role.PRACTITIONER)):
        assert not may_plan(other, **unit)
        with pytest.raises(NotTheAssessorError):
            check_may_plan(other, **unit)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ASSESSOR])
def test_nobody_plans_for_their_own_unit(role: Role) -> None:
    one = actor(role)

    assert not may_plan(one, practitioner_id=one.person_id, assessor_id=None)
    with pytest.raises(OwnWorkError):
        check_may_plan(one, practitioner_id=one.person_id, assessor_id=None)


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        (replace(PLAN, starts_at=NOW), StartPastError),
        (replace(PLAN, starts_at=NOW + timedelta(days=731)), StartTooFarError),
        (replace(PLAN, minutes=4), LengthError),
        (replace(PLAN, minutes=481), LengthError),
        (replace(PLAN, place=""), NoPlaceError),
        (replace(PLAN, words=""), NoSessionWordsError),
    ],
)
def test_a_plan_that_lacks_something_is_refused(plan: Plan, refusal: type[RefusedError]) -> None:
    check_plan(PLAN, unit_ids=[uuid4()], now=NOW)
    with pytest.raises(refusal):
        check_plan(plan, unit_ids=[uuid4()], now=NOW)


def test_a_session_for_nobody_is_refused() -> None:
    with pytest.raises(NobodyInvitedError):
        check_plan(PLAN, unit_ids=[], now=NOW)


def test_whoever_has_met_it_or_is_signed_off_is_not_invited() -> None:
    check_invited(facts(outcome=Outcome.MET, waiting=True), signed_off=False)
    with pytest.raises(MetAlreadyError):
        check_invited(facts(outcome=Outcome.MET), signed_off=False)
    with pytest.raises(SignedOffError):
        check_invited(facts(), signed_off=True)


def test_a_time_is_meant_in_london_summer_and_winter() -> None:
    assert moment_of(date(2026, 7, 1), time(14)).astimezone(UTC).hour == 13
    assert moment_of(date(2026, 12, 1), time(14)).astimezone(UTC).hour == 14


def test_the_hour_that_the_clocks_leave_out_is_refused() -> None:
    with pytest.raises(NoSuchTimeError):
        moment_of(date(2027, 3, 28), time(1, 30))


@pytest.mark.parametrize(
    ("found", "asked", "reason", "days"),
    [
        (facts(mapped=1, waiting=True), RequestKind.QUESTION, Reason.WITH_ASSESSOR, 3),
        (facts(mapped=1), RequestKind.QUESTION, Reason.QUESTION, 5),
        (facts(outcome=Outcome.NOT_YET_MET), RequestKind.ACTION, Reason.ACTION, 5),
        (facts(outcome=Outcome.NOT_YET_MET), None, Reason.NOT_YET_MET, 2),
        (facts(mapped=1), None, Reason.NOT_SUBMITTED, None),
        (facts(), None, Reason.NOTHING, None),
    ],
)
def test_the_reason_is_what_is_to_be_done_next(
    found: CriterionFacts, asked: RequestKind | None, reason: Reason, days: int | None
) -> None:
    asked_at = NOW - timedelta(days=5) if asked else None

    since = None if days is None else NOW - timedelta(days=days)

    assert reason_after(found, asked=asked, asked_at=asked_at) == (reason, since)
