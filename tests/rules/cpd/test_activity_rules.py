from dataclasses import replace
from datetime import date

import pytest

from assess.cpd.rules.activities import (
    DoneLaterError,
    EndBeforeStartError,
    TooFarAheadError,
    Typed,
    check_activity,
    days_after_done,
)
from assess.cpd.rules.amounts import Amount, TooManyHoursError
from assess.cpd.rules.cycle import ActivityFacts, Stage, Task, is_overdue, next_task, stage_of
from assess.cpd.rules.kinds import ActivityKind, CpdUnit

TODAY = date(2026, 11, 21)
COURSE = Typed(
    title="A course",
    kind=ActivityKind.FORMAL,
    starts_on=TODAY,
    ends_on=TODAY,
    is_done=True,
    is_planned=False,
    language="en",
)
PLANNED = ActivityFacts(
    ends_on=TODAY, done_on=None, has_learned=False, has_reflection=False, has_applied=False
)
DONE = replace(PLANNED, done_on=TODAY)


def test_an_activity_of_today_may_be_done() -> None:
    check_activity(COURSE, today=TODAY)

    assert COURSE.done_on == TODAY


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(EndBeforeStartError):
        check_activity(replace(COURSE, ends_on=date(2026, 11, 20)), today=TODAY)


def test_what_is_still_to_come_is_not_done() -> None:
    tomorrow = replace(COURSE, ends_on=date(2026, 11, 22))
    with pytest.raises(DoneLaterError):
        check_activity(tomorrow, today=TODAY)
    check_activity(replace(tomorrow, is_done=False), today=TODAY)


def test_a_year_far_ahead_is_refused() -> None:
    with pytest.raises(TooFarAheadError):
        check_activity(replace(COURSE, ends_on=date(9999, 12, 31), is_done=False), today=TODAY)


def test_hours_are_counted_against_the_days_from_start_to_end() -> None:
    thirty = replace(COURSE, amount=Amount(3000, CpdUnit.HOURS))
    check_activity(replace(thirty, starts_on=date(2026, 11, 20)), today=TODAY)
    with pytest.raises(TooManyHoursError):
        check_activity(thirty, today=TODAY)


def test_a_planned_activity_keeps_its_length_when_it_is_done_on_another_day() -> None:
    assert days_after_done(date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 12)) == (
        date(2026, 11, 11),
        date(2026, 11, 12),
    )


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (PLANNED, Stage.PLANNED),
        (replace(PLANNED, has_learned=True, has_applied=True), Stage.PLANNED),
        (DONE, Stage.DONE),
        (replace(DONE, has_learned=True), Stage.REFLECTED),
        (replace(DONE, has_reflection=True), Stage.REFLECTED),
        (replace(DONE, has_learned=True, has_applied=True), Stage.APPLIED),
        (replace(DONE, has_applied=True), Stage.APPLIED),
    ],
)
def test_the_stage_follows_from_what_was_said(facts: ActivityFacts, stage: Stage) -> None:
    assert stage_of(facts) is stage


def test_only_a_plan_whose_day_has_gone_by_is_overdue() -> None:
    assert not is_overdue(PLANNED, today=TODAY)
    assert is_overdue(PLANNED, today=date(2026, 11, 22))
    assert not is_overdue(DONE, today=date(2026, 11, 22))


def _next(*activities: ActivityFacts, open_needs: int = 0, planned_for: int = 0) -> Task:
    return next_task(
        activities, open_needs=open_needs, planned_for=planned_for, today=date(2026, 11, 22)
    )


def test_what_to_do_next_goes_round_the_cycle() -> None:
    reflected = replace(DONE, has_learned=True)

    assert _next() is Task.NOTE_NEED
    assert _next(PLANNED, DONE, open_needs=1) is Task.TELL_DONE
    assert _next(DONE, open_needs=2, planned_for=1) is Task.PLAN
    assert _next(DONE, reflected, open_needs=1, planned_for=1) is Task.REFLECT
    assert _next(reflected) is Task.APPLY
    assert _next(replace(reflected, has_applied=True)) is Task.NOTE_NEED
