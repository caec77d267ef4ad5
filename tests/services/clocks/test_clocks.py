from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from assess.actor import Role
from assess.assessment.rules import Outcome
from assess.assessment.service import return_work, withdraw_submission
from assess.clocks.models import Clock
from assess.clocks.rules import STAGES
from assess.clocks.service import remind
from assess.db import db
from assess.enrolment.models import Enrolment
from assess.notifications.models import Notification
from tests.services.assessment.case import Case
from tests.world import World


def clocks(stage: str) -> list[Clock]:
    db.session.expire_all()
    return list(
        db.session.scalars(sa.select(Clock).where(Clock.stage == stage).order_by(Clock.started_at))
    )


def hand_back(case: Case, *labels: str) -> UUID:
    return case.do(
        return_work,
        unit_id=case.unit.id,
        criterion_ids=case.ids(labels),
        message="Once more.",
        language="en",
    )


def move_to(case: Case, moment: datetime) -> None:
    case.now = moment


def test_a_submission_waits_for_the_assessor_for_ten_working_days(case: Case) -> None:
    case.map("P1")
    submission = case.submit("P1")

    [clock] = clocks("submitted")
    assert (clock.subject_id, clock.waits_for) == (submission, Role.ASSESSOR)
    assert (clock.due_on, clock.stopped_at) == (date(2026, 12, 4), None)


def test_the_provider_says_how_long_its_promise_is(world: World) -> None:
    case = Case(world)
    case.provider.turnaround_days = 3
    world.save(case.provider)
    case.map("P1")
    case.submit("P1")

    assert clocks("submitted")[0].due_on == date(2026, 11, 25)


def test_a_promise_made_late_in_the_evening_counts_from_the_day_in_london(case: Case) -> None:
    move_to(case, datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    case.map("P1")
    case.submit("P1")

    assert clocks("submitted")[0].due_on == date(2026, 7, 16)


def test_a_submission_stops_waiting_when_its_last_criterion_is_decided(case: Case) -> None:
    case.map("P1", "P2")
    case.submit("P1", "P2")
    case.decide(Outcome.MET, "P1")
    assert clocks("submitted")[0].stopped_at is None
    move_to(case, datetime(2026, 11, 25, 9, tzinfo=UTC))

    case.decide(Outcome.NOT_YET_MET, "P2")

    [clock] = clocks("submitted")
    assert (clock.person_id, clock.stopped_at) == (case.assessor.person_id, case.now)
    assert (clock.stopped_on, clock.working_days) == (date(2026, 11, 25), 3)


def test_two_submissions_are_two_clocks(case: Case) -> None:
    case.map("P1", "P2")
    case.submit("P1")
    case.submit("P2")

    case.decide(Outcome.MET, "P2")

    assert [clock.stopped_at is None for clock in clocks("submitted")] == [True, False]


def test_a_withdrawn_submission_counts_for_nobodys_turnaround(case: Case) -> None:
    case.map("P1")
    submission = case.submit("P1")

    case.do(withdraw_submission, actor=case.practitioner, submission_id=submission)

    [clock] = clocks("submitted")
    assert (clock.stopped_at, clock.person_id) == (case.now, None)


def test_a_question_waits_for_the_practitioner_and_its_answer_for_the_assessor(case: Case) -> None:
    request = case.ask("P1")
    [asked] = clocks("question")
    assert (asked.waits_for, asked.due_on) == (Role.PRACTITIONER, date(2026, 12, 4))

    case.answer(request)

    [asked], [answered] = clocks("question"), clocks("answered")
    assert asked.person_id == case.practitioner.person_id
    assert (answered.subject_id, answered.waits_for) == (request, Role.ASSESSOR)


def test_an_action_is_promised_for_the_day_that_the_assessor_names(case: Case) -> None:
    case.set_action("P1", due_on=date(2026, 12, 1))

    assert clocks("action")[0].due_on == date(2026, 12, 1)


@pytest.mark.parametrize("go_on", ["decide", "ask", "return"])
def test_an_answer_stops_waiting_when_the_assessor_goes_on_from_it(case: Case, go_on: str) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.NOT_YET_MET, "P1")
    case.answer(case.ask("P1"))

    {
        "decide": lambda: case.decide(Outcome.MET, "P1"),
        "ask": lambda: case.ask("P1"),
        "return": lambda: hand_back(case, "P1"),
    }[go_on]()

    [answered] = clocks("answered")
    assert answered.person_id == case.assessor.person_id


def test_returned_work_waits_until_all_of_it_is_put_forward_again(case: Case) -> None:
    case.map("P1", "P2")
    case.submit("P1", "P2")
    case.decide(Outcome.NOT_YET_MET, "P1", "P2")
    hand_back(case, "P1", "P2")
    case.submit("P1")
    assert clocks("returned")[0].stopped_at is None

    case.submit("P2")

    [clock] = clocks("returned")
    assert clock.person_id == case.practitioner.person_id


def test_nothing_waits_after_the_sign_off(case: Case) -> None:
    case.meet_all()
    case.answer(case.ask("P1"))
    case.sign_off()

    assert all(clock.stopped_at for stage in STAGES for clock in clocks(stage))


def told() -> list[tuple[UUID, bool]]:
    rows = db.session.scalars(
        sa.select(Notification)
        .where(Notification.kind == "late")
        .order_by(Notification.created_at, Notification.id)
    )
    return [(one.person_id, one.facts["late"]) for one in rows]


def test_whoever_has_to_act_is_told_once_before_and_once_after_the_day(case: Case) -> None:
    case.map("P1")
    case.submit("P1")
    assessor = case.assessor.person_id
    days = [date(2026, 12, day) for day in (2, 3, 3, 4, 5, 5, 6)]

    for day in days:
        remind(now=datetime(day.year, day.month, day.day, 9, tzinfo=UTC))

    assert told() == [(assessor, False), (assessor, True)]


def test_a_promise_for_a_monday_is_told_of_on_the_friday(case: Case) -> None:
    case.set_action("P1", due_on=date(2026, 12, 7))

    assert remind(now=datetime(2026, 12, 3, 9, tzinfo=UTC)) == 0
    assert remind(now=datetime(2026, 12, 4, 9, tzinfo=UTC)) == 1


def test_nobody_is_told_on_the_day_itself_of_what_came_today(case: Case) -> None:
    case.set_action("P1", due_on=case.now.date())

    assert remind(now=case.now + timedelta(hours=1)) == 0


def test_the_clocks_of_a_unit_follow_it_to_its_new_assessor(case: Case, world: World) -> None:
    case.map("P1")
    case.submit("P1")
    colleague = world.actor(Role.ASSESSOR, case.provider)
    unit = db.session.get_one(Enrolment, case.unit.id)
    unit.assessor_id = None
    world.save(unit)
    assert remind(now=datetime(2026, 12, 8, 9, tzinfo=UTC)) == 0

    unit.assessor_id = colleague.person_id
    world.save(unit)
    remind(now=datetime(2026, 12, 8, 10, tzinfo=UTC))

    assert told() == [(colleague.person_id, True)]


def test_whoever_has_left_is_told_nothing(world: World) -> None:
    case = Case(world)
    gone = world.actor(Role.ASSESSOR, case.provider, ended_at=case.now)
    case.unit.assessor_id = gone.person_id
    world.save(case.unit)
    case.map("P1")
    case.submit("P1")

    assert remind(now=datetime(2026, 12, 8, 9, tzinfo=UTC)) == 0
