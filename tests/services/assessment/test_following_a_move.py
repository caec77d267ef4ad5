"""What else follows when a unit is moved: its sessions to come, and the clocks that run."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from assess.actor import Role
from assess.assessment.models import JointSession
from assess.assessment.queries.joint_session import list_planned
from assess.assessment.rules import Outcome
from assess.assessment.rules.joint_session import Plan
from assess.assessment.service import plan_joint_session, return_work
from assess.bilingual import Language
from assess.clocks.models import Clock
from assess.db import db
from assess.enrolment.models import Enrolment
from assess.journal.queries import find_faults
from assess.mail import MemoryMailer
from assess.notifications.models import Notification
from assess.notifications.pages import say
from assess.web.language import in_language
from assess.web.mailing import send_due_mail
from tests.services.assessment.case import vouch_for_everything
from tests.services.assessment.test_moving_units import Moving
from tests.world import NOW, World

PLAN = Plan(NOW + timedelta(days=7), 60, "Room 2", "Bring the plan.", "en")


@pytest.fixture
def moving(world: World) -> Moving:
    return Moving(world)


def plan(moving: Moving, label: str, *units: Enrolment) -> UUID:
    return moving.do(
        plan_joint_session,
        moving.assessor,
        criterion_id=moving.old.criteria[label],
        unit_ids=[unit.id for unit in units],
        plan=PLAN,
    )


def told(moving: Moving) -> list[Notification]:
    with moving.world.context():
        return list(
            db.session.scalars(sa.select(Notification).where(Notification.kind == "session_moved"))
        )


def test_a_session_to_come_goes_on_about_the_criterion_that_took_the_place_of_its_own(
    moving: Moving, world: World
) -> None:
    with world.context():
        vouch_for_everything(moving.provider.id)
    session_id = plan(moving, "P2", moving.unit)
    moving.move()

    with world.context():
        session = db.session()
        assert session.get_one(JointSession, session_id).criterion_id == moving.new.criteria["P3"]
        [found] = list_planned(
            session, moving.assessor, criterion_id=moving.new.criteria["P3"], now=NOW
        )
        assert (found.id, found.label) == (session_id, "P3")
        assert find_faults(session) == []
    [one] = told(moving)
    assert one.person_id == moving.assessor.person_id
    assert (one.facts["labels"], one.facts["after"], one.facts["edition"]) == ("P2", "P3", "2")


def test_a_session_for_several_units_stays_until_the_last_has_gone_on(
    moving: Moving, world: World
) -> None:
    rhys = world.actor(Role.PRACTITIONER, moving.provider)
    other = world.enrolment(rhys, moving.old, assessor=moving.assessor)
    session_id = plan(moving, "P2", moving.unit, other)
    old, new = moving.old.criteria["P2"], moving.new.criteria["P3"]
    moving.move()

    with world.context():
        session = db.session()
        assert session.get_one(JointSession, session_id).criterion_id == old
        for criterion_id in (old, new):
            [found] = list_planned(session, moving.assessor, criterion_id=criterion_id, now=NOW)
            assert found.id == session_id
    moving.move(unit_ids=[other.id])
    with world.context():
        assert db.session().get_one(JointSession, session_id).criterion_id == new
    assert len(told(moving)) == 2


def test_a_session_is_told_of_once_however_many_of_its_units_are_moved(
    moving: Moving, world: World
) -> None:
    rhys = world.actor(Role.PRACTITIONER, moving.provider)
    other = world.enrolment(rhys, moving.old, assessor=moving.assessor)
    plan(moving, "P2", moving.unit, other)
    moving.move(unit_ids=[moving.unit.id, other.id])

    assert len(told(moving)) == 1


def test_a_session_about_a_criterion_that_is_gone_is_told_to_whoever_planned_it(
    moving: Moving, world: World
) -> None:
    mailer = MemoryMailer()
    session_id = plan(moving, "P3", moving.unit)
    with world.context():
        request_id = db.session.scalars(sa.select(Clock.subject_id)).one()
    moving.answer(request_id)
    moving.move()

    with world.context():
        found = db.session().get_one(JointSession, session_id)
        assert found.criterion_id == moving.old.criteria["P3"]
        send_due_mail(mailer, address="https://assess.example")
    [one] = told(moving)
    assert (one.facts["after"], one.facts["label"], one.facts["edition"]) == ("", "P3", "1")
    [letter] = [each for each in mailer.sent if "which has no P3 any more" in each.body]
    assert letter.to_address
    assert f"/en/units/map/{moving.old.urn}/1/P3" in letter.body


def test_a_session_that_is_over_stays_as_it_was(moving: Moving, world: World) -> None:
    session_id = plan(moving, "P2", moving.unit)
    moving.now = PLAN.starts_at + timedelta(days=1)
    moving.move()

    with world.context():
        found = db.session().get_one(JointSession, session_id)
        assert found.criterion_id == moving.old.criteria["P2"]
    assert told(moving) == []


@pytest.mark.parametrize(("language", "says"), [("en", "is now about P3"), ("cy", "bellach")])
def test_the_notification_says_what_became_of_the_session(
    moving: Moving, world: World, language: str, says: str
) -> None:
    plan(moving, "P2", moving.unit)
    moving.move()
    [one] = told(moving)

    with world.app.test_request_context(), in_language(Language(language)):
        assert says in say(one.kind, one.facts)
        assert say(one.kind, {**one.facts, "after": ""}) != say(one.kind, one.facts)


def running_returns(moving: Moving) -> int:
    with moving.world.context():
        return db.session.scalars(
            sa.select(sa.func.count(Clock.id)).where(
                Clock.stage == "returned", Clock.stopped_at.is_(None)
            )
        ).one()


def returned(moving: Moving, *labels: str) -> None:
    moving.map(*labels)
    moving.submit(*labels)
    moving.decide(Outcome.NOT_YET_MET, *labels)
    moving.do(
        return_work,
        moving.assessor,
        unit_id=moving.unit.id,
        criterion_ids=moving.ids(labels),
        message="See what I wrote.",
        language="en",
    )


def test_a_return_of_criteria_that_are_all_gone_waits_for_nobody_any_more(moving: Moving) -> None:
    returned(moving, "P3")
    assert running_returns(moving) == 1
    moving.move()

    assert running_returns(moving) == 0
    with moving.world.context():
        [clock] = db.session.scalars(sa.select(Clock).where(Clock.stage == "returned"))
        assert clock.person_id is None, "it counts for nobody's turnaround"


def test_a_return_of_a_criterion_that_followed_still_waits(moving: Moving) -> None:
    returned(moving, "P2", "P3")
    moving.move()
    assert running_returns(moving) == 1

    moving.submit("P3")
    assert running_returns(moving) == 0
