"""A role or a unit taken away while the page is open: refused at once, nothing half done."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Role
from assess.assessment.models import Decision, Judgement
from assess.db import db
from assess.journal.models import JournalEntry
from assess.people.models import Person, RoleHolding
from tests.services.assessment.case import Case
from tests.visitor import Page, Visitor
from tests.world import NOW, World


@pytest.fixture
def assessor(app: Flask, case: Case) -> Visitor:
    return Visitor(app, case.assessor)


@pytest.fixture
def desk(assessor: Visitor, case: Case) -> Page:
    case.map("P1")
    case.submit("P1")
    return assessor.visit(f"/en/units/{case.unit.id}/desk")


@pytest.fixture
def office(app: Flask, case: Case, world: World) -> Visitor:
    return Visitor(app, world.actor(Role.MANAGER, case.provider))


def decision(case: Case, desk: Page) -> dict[str, Any]:
    return desk.fields("#judgement") | {
        "criteria": [str(case.id_of("P1"))],
        "outcome": "met",
        "feedback": "Clear and thorough.",
    }


def assert_nothing_is_done(app: Flask) -> None:
    with app.app_context():
        for table in (Judgement, Decision):
            assert db.session.scalar(sa.select(sa.func.count(table.id))) == 0
        deeds = db.session.scalars(sa.select(JournalEntry.deed)).all()
    assert "decide_criteria" not in deeds


@pytest.mark.parametrize("page", ["end", "leave"])
def test_a_decision_after_the_role_has_ended_is_refused_and_leaves_nothing(
    app: Flask, case: Case, assessor: Visitor, desk: Page, office: Visitor, page: str
) -> None:
    address = {
        "end": f"/en/roles/{case.assessor.role_holding_id}/end",
        "leave": f"/en/people/{case.assessor.person_id}/leave",
    }[page]
    office.submit(office.visit(address))

    answer = assessor.post(f"/en/units/{case.unit.id}/decisions", decision(case, desk))

    assert answer.address == "/en/sign-in"
    assert_nothing_is_done(app)


def test_a_script_that_posts_a_decision_after_the_role_has_ended_is_told_that_it_is_not_saved(
    app: Flask, case: Case, assessor: Visitor, desk: Page, office: Visitor
) -> None:
    office.submit(office.visit(f"/en/roles/{case.assessor.role_holding_id}/end"))

    answer = assessor.client.post(
        f"/en/units/{case.unit.id}/decisions",
        data=decision(case, desk),
        headers={"Accept": "application/json"},
    )

    assert answer.status_code != 200
    assert_nothing_is_done(app)


def test_whoever_goes_on_in_another_role_cannot_decide_in_the_one_that_ended(
    app: Flask, case: Case, assessor: Visitor, desk: Page, world: World
) -> None:
    """Without the end of the session, too: each request asks anew which roles are held."""
    person = Person(
        id=case.assessor.person_id, name=case.assessor.name, language=case.assessor.language
    )
    world.actor(Role.MANAGER, case.provider, person)
    world.actor(Role.ASSESSOR, world.provider(), person)
    with app.app_context():
        db.session.get_one(RoleHolding, case.assessor.role_holding_id).ended_at = NOW
        db.session.info.clear()
        db.session.commit()

    assessor.post(f"/en/units/{case.unit.id}/decisions", decision(case, desk), status=403)

    assert_nothing_is_done(app)


def test_a_decision_on_a_unit_that_was_given_to_somebody_else_meanwhile_is_refused(
    app: Flask, case: Case, assessor: Visitor, desk: Page, office: Visitor, world: World
) -> None:
    other = world.actor(Role.ASSESSOR, case.provider)
    page = office.visit(f"/en/enrolments/{case.unit.id}/assessor")
    office.submit(page, person=str(other.person_id), reason="On leave")

    assessor.post(f"/en/units/{case.unit.id}/decisions", decision(case, desk), status=404)

    assert_nothing_is_done(app)
    assert "Clear" not in Visitor(app, other).visit(desk.address).text


def test_an_assessor_at_two_providers_sees_each_ones_units_only_in_its_own_role(
    case: Case, assessor: Visitor, world: World
) -> None:
    person = Person(
        id=case.assessor.person_id, name=case.assessor.name, language=case.assessor.language
    )
    provider = world.provider(name_en="Second Centre")
    there = world.actor(Role.ASSESSOR, provider, person)
    theirs = world.enrolment(
        world.actor(Role.PRACTITIONER, provider), world.standard(), assessor=there
    )
    for unit, status in ((case.unit, 200), (theirs, 404)):
        assessor.visit(f"/en/units/{unit.id}", status=status)
    fields = assessor.visit("/en/account").fields("main form[action$='account/role']")

    assessor.post("/en/account/role", fields | {"role_holding_id": there.role_holding_id})

    for unit, status in ((case.unit, 404), (theirs, 200)):
        assessor.visit(f"/en/units/{unit.id}", status=status)


def test_a_role_that_ends_at_one_provider_stays_at_the_other(
    app: Flask, case: Case, office: Visitor, world: World
) -> None:
    person = Person(
        id=case.assessor.person_id, name=case.assessor.name, language=case.assessor.language
    )
    there = world.actor(Role.ASSESSOR, world.provider(), person)
    office.submit(office.visit(f"/en/people/{case.assessor.person_id}/leave"))

    assert Visitor(app, there).visit("/en/queue").address == "/en/queue"
