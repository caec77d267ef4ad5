from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from assess.actor import Actor, Role
from assess.assessment.models import JointSession, JointSessionUnit, Request
from assess.assessment.queries.joint_session import find_joint_session, find_session_of
from assess.assessment.rules import Outcome, RequestKind
from assess.assessment.rules.joint_session import MetAlreadyError, Plan
from assess.assessment.rules.people import NotTheAssessorError, OwnWorkError
from assess.assessment.service import plan_joint_session
from assess.bilingual import Language
from assess.clocks.models import Clock
from assess.db import db
from assess.enrolment.models import Enrolment
from assess.mail import MemoryMailer
from assess.refusals import NotFoundError
from assess.web.mailing import send_due_mail
from tests.services.assessment.case import Case
from tests.world import NOW, World

PLAN = Plan(NOW + timedelta(days=7), 60, "Room 2", "Bring the plan.", "en")


@pytest.fixture
def second(case: Case, world: World) -> Enrolment:
    """Another unit of the same provider, with nobody to assess it yet."""
    return world.enrolment(world.actor(Role.PRACTITIONER, case.provider), case.standard)


def plan(case: Case, actor: Actor, *units: Enrolment, label: str = "P1", plan: Plan = PLAN) -> UUID:
    return case.do(
        plan_joint_session,
        actor,
        criterion_id=case.id_of(label),
        unit_ids=[unit.id for unit in units],
        plan=plan,
    )


def test_a_session_sets_one_action_on_each_unit_due_on_the_day(
    case: Case, world: World, second: Enrolment
) -> None:
    manager = world.actor(Role.MANAGER, case.provider)

    session_id = plan(case, manager, case.unit, second)

    actions = db.session.scalars(sa.select(Request).order_by(Request.enrolment_id)).all()
    assert sorted(one.enrolment_id for one in actions) == sorted([case.unit.id, second.id])
    assert {(one.kind, one.due_on) for one in actions} == {(RequestKind.ACTION, PLAN.day)}
    assert actions[0].words.startswith("Bring the plan.")
    assert "Saturday 28 November 2026, 09:30\nRoom 2" in actions[0].words
    planned = db.session.get_one(JointSession, session_id)
    assert (planned.place, planned.minutes) == ("Room 2", 60)
    linked = db.session.scalars(sa.select(JointSessionUnit.request_id)).all()
    assert sorted(linked) == sorted(one.id for one in actions)


def test_each_action_starts_its_clock(case: Case) -> None:
    plan(case, case.assessor, case.unit)

    clock = db.session.scalars(sa.select(Clock)).one()
    assert (clock.stage, clock.due_on) == ("action", PLAN.day)


def test_everybody_is_told_with_an_invitation_in_their_own_language(
    case: Case, world: World
) -> None:
    sian = world.actor(
        Role.PRACTITIONER, case.provider, world.person(name="Siân", language=Language.WELSH)
    )
    unit = world.enrolment(sian, case.standard)
    session_id = plan(case, world.actor(Role.MANAGER, case.provider), case.unit, unit)
    mailer = MemoryMailer()
    with case.world.app.test_request_context():
        send_due_mail(mailer, address="https://assess.example.test", now=case.now)

    by_name = {mail.to_name: mail for mail in mailer.sent}
    assert set(by_name) == {"Siân", case.practitioner.name}
    assert by_name["Siân"].subject.startswith("Sesiwn ar y cyd")
    assert "Bring the plan" not in by_name["Siân"].body
    for mail in by_name.values():
        assert mail.invitation is not None
        [event] = Calendar.from_ical(mail.invitation).walk("VEVENT")
        assert event["uid"] == f"{session_id}@assess"
        assert event["summary"] == mail.subject
        assert event["attendee"] == f"mailto:{mail.to_address}"


def test_only_a_manager_or_the_units_assessor_plans(
    case: Case, world: World, second: Enrolment
) -> None:
    plan(case, case.assessor, case.unit)
    with pytest.raises(NotTheAssessorError):
        plan(case, case.iqa, case.unit)
    with pytest.raises(NotFoundError):
        plan(case, case.assessor, case.unit, second)
    with pytest.raises(NotFoundError):
        plan(case, world.actor(Role.MANAGER, world.provider()), case.unit)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(JointSession)) == 1


def test_nobody_plans_for_themselves(case: Case, world: World) -> None:
    both = world.actor(Role.MANAGER, case.provider)
    own = world.enrolment(replace(both, role=Role.PRACTITIONER), case.standard)

    with pytest.raises(OwnWorkError):
        plan(case, both, case.unit, own)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Request)) == 0


def test_where_one_has_met_it_nobody_is_invited(
    case: Case, world: World, second: Enrolment
) -> None:
    case.map_all()
    case.submit("P1")
    case.decide(Outcome.MET, "P1")

    with pytest.raises(MetAlreadyError):
        plan(case, world.actor(Role.MANAGER, case.provider), second, case.unit)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Request)) == 0


def test_a_criterion_of_another_standard_is_missing(case: Case, world: World) -> None:
    other = world.standard()

    with pytest.raises(NotFoundError):
        case.do(
            plan_joint_session,
            criterion_id=other.criteria["P1"],
            unit_ids=[case.unit.id],
            plan=PLAN,
        )


def test_a_session_is_found_by_whoever_sees_a_unit_of_it(case: Case, world: World) -> None:
    session_id = plan(case, case.assessor, case.unit)
    request_id = db.session.scalars(sa.select(Request.id)).one()

    for actor in (case.practitioner, case.assessor, case.iqa):
        assert find_joint_session(db.session(), actor, session_id).place == "Room 2"
    found = find_session_of(db.session(), case.practitioner, request_id)
    assert found is not None
    assert found.id == session_id
    with pytest.raises(NotFoundError):
        find_joint_session(db.session(), world.actor(Role.PRACTITIONER, case.provider), session_id)
