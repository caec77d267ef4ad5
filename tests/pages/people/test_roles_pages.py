"""What is said of a role, and people who leave."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.journal.models import JournalEntry
from assess.people.models import OneTimeLink, Provider, RoleHolding
from tests.visitor import Visitor
from tests.world import World


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def office(app: Flask, world: World, provider: Provider) -> Visitor:
    return Visitor(app, world.actor(Role.MANAGER, provider))


@pytest.fixture
def assessor(world: World, provider: Provider) -> Actor:
    return world.actor(Role.ASSESSOR, provider, world.person(name="Aled Rees"))


def held(app: Flask, actor: Actor) -> RoleHolding:
    with app.app_context():
        return db.session.get_one(RoleHolding, actor.role_holding_id)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_assessors_languages_capacity_and_day_of_qualifying_are_kept(
    app: Flask, office: Visitor, assessor: Actor, language: str
) -> None:
    page = office.visit(f"/{language}/roles/{assessor.role_holding_id}")

    page = office.submit(
        page,
        site="Aberaeron",
        judges_in=["en", "cy"],
        capacity="25",
        qualified_on__day="1",
        qualified_on__month="3",
        qualified_on__year="2024",
    )

    assert page.address == f"/{language}/people/{assessor.person_id}"
    assert "25" in page.text
    said = held(app, assessor)
    assert (said.judges_in, said.capacity, said.site) == (["en", "cy"], 25, "Aberaeron")
    assert str(said.qualified_on) == "2024-03-01"
    fields = office.visit(f"/{language}/roles/{assessor.role_holding_id}").fields()
    assert (fields["judges_in"], fields["capacity"]) == (["en", "cy"], "25")


def test_languages_and_capacity_can_be_taken_back(
    app: Flask, office: Visitor, assessor: Actor
) -> None:
    address = f"/en/roles/{assessor.role_holding_id}"
    office.submit(office.visit(address), judges_in=["cy"], capacity="0")
    assert held(app, assessor).capacity == 0

    office.submit(office.visit(address), judges_in=[], capacity="")

    said = held(app, assessor)
    assert (said.judges_in, said.capacity) == (None, None)


def test_saving_the_role_where_one_is_given_leaves_what_is_not_said(
    app: Flask, office: Visitor, assessor: Actor
) -> None:
    office.submit(
        office.visit(f"/en/roles/{assessor.role_holding_id}"), judges_in=["cy"], capacity="5"
    )
    office.submit(office.visit(f"/en/people/{assessor.person_id}"), role="assessor", site="Bala")

    said = held(app, assessor)
    assert (said.judges_in, said.capacity, said.site) == (["cy"], 5, "Bala")


@pytest.mark.parametrize("typed", ["-1", "many", "1001", "2.5"])
def test_a_capacity_that_is_no_number_is_refused_beside_its_field(
    app: Flask, office: Visitor, assessor: Actor, typed: str
) -> None:
    page = office.submit(
        office.visit(f"/en/roles/{assessor.role_holding_id}"), capacity=typed, site="Bala"
    )

    assert page.errors == ["Enter a whole number from 0 to 1000"]
    assert page.fields()["site"] == "Bala"
    assert held(app, assessor).capacity is None


def test_a_managers_role_has_a_site_and_no_capacity(
    app: Flask, world: World, provider: Provider
) -> None:
    manager = world.actor(Role.MANAGER, provider)
    page = Visitor(app, manager).visit(f"/en/roles/{manager.role_holding_id}")

    assert "capacity" not in page.fields()
    assert "site" in page.fields()


def test_a_role_that_somebody_changed_meanwhile_is_not_overwritten(
    app: Flask, office: Visitor, assessor: Actor
) -> None:
    address = f"/en/roles/{assessor.role_holding_id}"
    opened = office.visit(address)
    office.submit(office.visit(address), capacity="5")

    page = office.submit(opened, capacity="9", status=409)

    assert page.errors[0].startswith("Somebody else changed this role")
    assert held(app, assessor).capacity == 5
    office.submit(page)
    assert held(app, assessor).capacity == 9


@pytest.mark.parametrize("language", ["en", "cy"])
def test_whoever_has_left_loses_access_at_once_and_their_record_stays(
    app: Flask, office: Visitor, world: World, provider: Provider, language: str
) -> None:
    rhys = world.actor(Role.PRACTITIONER, provider, world.person(name="Rhys Pugh"))
    assessor = world.actor(Role.ASSESSOR, provider)
    unit = world.enrolment(rhys, world.standard(), assessor=assessor)
    theirs = Visitor(app, rhys)
    assert theirs.visit("/en/evidence").address == "/en/evidence"

    page = office.visit(f"/{language}/people/{rhys.person_id}/leave")
    page = office.submit(page)

    assert page.address == f"/{language}/people/{rhys.person_id}"
    assert theirs.visit("/en/evidence").address == "/en/sign-in"
    for reader in (office, Visitor(app, assessor)):
        assert "Rhys Pugh" in reader.visit(f"/en/units/{unit.id}").text


@pytest.mark.parametrize("deed", ["leave", "end"])
def test_whoever_leaves_one_provider_works_on_at_the_others(
    app: Flask, office: Visitor, world: World, provider: Provider, deed: str
) -> None:
    person = world.person(name="Rhys Pugh")
    here = world.actor(Role.PRACTITIONER, provider, person)
    there = world.actor(Role.PRACTITIONER, world.provider(name_en="Second Centre"), person)
    gone, stays = Visitor(app, here), Visitor(app, there)

    of = f"people/{person.id}" if deed == "leave" else f"roles/{here.role_holding_id}"
    office.submit(office.visit(f"/en/{of}/{deed}"))

    assert gone.visit("/en/evidence").address == "/en/sign-in"
    assert stays.visit("/en/evidence").address == "/en/evidence"


def test_leaving_ends_every_role_and_the_invitation_in_one_deed(
    app: Flask, office: Visitor
) -> None:
    page = office.visit("/en/people/invite")
    page = office.submit(
        page, name="Nia", email="nia@example.test", roles=["assessor", "iqa", "practitioner"]
    )
    office.submit(office.visit(f"{page.address}/leave"))

    with app.app_context():
        assert db.session.scalars(sa.select(OneTimeLink.expires_at)).one() <= datetime.now(UTC)
        deeds = db.session.scalars(sa.select(JournalEntry.deed)).all()
    assert deeds.count("let_person_leave") >= 1
    assert "end_role" not in deeds
    assert office.visit(f"{page.address}/leave", status=404)


def test_the_only_manager_cannot_leave(app: Flask, world: World, provider: Provider) -> None:
    manager = world.actor(Role.MANAGER, provider)
    office = Visitor(app, manager)

    page = office.submit(office.visit(f"/en/people/{manager.person_id}/leave"))

    assert page.errors == [
        "This is the provider's only manager. Give somebody else that role first."
    ]
    assert held(app, manager).ended_at is None
    world.actor(Role.MANAGER, provider)
    assert office.submit(page).address == "/en/sign-in"
