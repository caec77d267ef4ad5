"""A unit given to somebody else, its history, the certificate, and competence."""

from typing import Any

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.enrolment.models import Enrolment
from assess.enrolment.queries.competence import list_competence
from assess.people.models import Provider
from tests.visitor import Visitor
from tests.world import MadeStandard, World


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def manager(world: World, provider: Provider) -> Actor:
    return world.actor(Role.MANAGER, provider)


@pytest.fixture
def office(app: Flask, manager: Actor) -> Visitor:
    return Visitor(app, manager)


@pytest.fixture
def aled(world: World, provider: Provider) -> Actor:
    return world.actor(Role.ASSESSOR, provider, world.person(name="Aled Rees"))


@pytest.fixture
def bethan(world: World, provider: Provider) -> Actor:
    return world.actor(Role.ASSESSOR, provider, world.person(name="Bethan Huws"))


@pytest.fixture
def standard(world: World) -> MadeStandard:
    return world.standard()


@pytest.fixture
def unit(world: World, provider: Provider, standard: MadeStandard, aled: Actor) -> Enrolment:
    rhys = world.actor(Role.PRACTITIONER, provider, world.person(name="Rhys Pugh"))
    return world.enrolment(rhys, standard, assessor=aled)


def holder(app: Flask, unit: Enrolment) -> Enrolment:
    with app.app_context():
        return db.session.get_one(Enrolment, unit.id)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_unit_is_given_to_another_assessor_with_a_reason_that_stays_to_be_read(
    app: Flask, office: Visitor, unit: Enrolment, bethan: Actor, language: str
) -> None:
    page = office.visit(f"/{language}/enrolments/{unit.id}/assessor")

    assert page.fields()["reason_language"] == language
    page = office.submit(
        page, person=str(bethan.person_id), reason="Aled is on leave", reason_language="en"
    )

    assert page.address == f"/{language}/enrolments/{unit.id}"
    said = page.soup.select_one('td[data-column] [lang="en"]')
    assert said is not None
    assert said.get_text() == "Aled is on leave"
    assert holder(app, unit).assessor_id == bethan.person_id


def test_without_a_reason_or_a_person_it_stays_where_it_is(
    app: Flask, office: Visitor, unit: Enrolment, aled: Actor, bethan: Actor
) -> None:
    address = f"/en/enrolments/{unit.id}/assessor"

    page = office.submit(office.visit(address), person=str(bethan.person_id), reason=" ")
    assert page.errors == ["Say why the unit is given to somebody else"]
    assert page.soup.select_one("#reason-error") is not None
    page = office.submit(office.visit(address), reason="On leave")
    assert page.errors == ["Choose somebody"]
    page = office.submit(office.visit(address), person=str(aled.person_id), reason="On leave")
    assert page.errors == ["They have this unit already: choose somebody else"]
    page = office.submit(office.visit(address), person="x", reason="On leave")
    assert page.errors == ["Choose one of the answers shown"]

    assert holder(app, unit).assessor_id == aled.person_id


def test_neither_the_practitioner_nor_the_assessor_is_offered_as_the_iqa(
    office: Visitor, world: World, provider: Provider, unit: Enrolment, aled: Actor
) -> None:
    for person_id in (unit.practitioner_id, aled.person_id):
        with world.context():
            world.actor(Role.IQA, provider, world.person(), person_id=person_id)
    iqa = world.actor(Role.IQA, provider, world.person(name="Ceri"))

    page = office.visit(f"/en/enrolments/{unit.id}/quality-assurer")

    offered = {option["value"] for option in page.soup.select("#person option")}
    assert offered == {"", str(iqa.person_id)}
    page = office.submit(page, person=str(iqa.person_id))
    assert page.address == f"/en/enrolments/{unit.id}"


def test_a_unit_that_somebody_else_gave_away_meanwhile_is_not_given_again(
    app: Flask, office: Visitor, world: World, provider: Provider, unit: Enrolment, bethan: Actor
) -> None:
    other = world.actor(Role.ASSESSOR, provider, world.person(name="Ceri"))
    address = f"/en/enrolments/{unit.id}/assessor"
    opened = office.visit(address)
    office.submit(office.visit(address), person=str(other.person_id), reason="First")

    page = office.submit(opened, person=str(bethan.person_id), reason="Second", status=409)

    assert page.errors[0].startswith("Somebody else changed this enrolment")
    assert holder(app, unit).assessor_id == other.person_id


def test_the_day_that_a_certificate_was_claimed_is_kept(
    app: Flask, office: Visitor, unit: Enrolment
) -> None:
    page = office.visit(f"/en/enrolments/{unit.id}")
    day: dict[str, Any] = {
        "certificate_claimed_on__day": "1",
        "certificate_claimed_on__month": "8",
        "certificate_claimed_on__year": "2026",
    }
    page = office.submit(page, **day)
    assert page.errors == ["A certificate cannot be claimed before the start"]

    office.submit(page, **(day | {"certificate_claimed_on__year": "2027"}))

    assert str(holder(app, unit).certificate_claimed_on) == "2027-08-01"
    assert office.visit(f"/en/enrolments/{unit.id}").fields()["certificate_claimed_on-year"] == (
        "2027"
    )


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_somebody_is_competent_in_is_kept_and_taken_back(
    app: Flask,
    office: Visitor,
    manager: Actor,
    standard: MadeStandard,
    aled: Actor,
    language: str,
) -> None:
    address = f"/{language}/people/{aled.person_id}/competence"
    page = office.submit(office.visit(address), standards=[str(standard.id)])
    assert page.address == f"/{language}/people/{aled.person_id}"
    assert office.visit(address).fields()["standards"] == [str(standard.id)]

    office.submit(office.visit(address), standards=[])

    with app.app_context():
        assert list_competence(db.session(), manager, aled.person_id) == []


@pytest.mark.parametrize(
    ("language", "says"), [("en", "Somebody else changed"), ("cy", "Newidiodd rhywun arall")]
)
def test_what_somebody_else_saved_in_the_meantime_is_shown_and_what_was_ticked_stays(
    app: Flask,
    office: Visitor,
    world: World,
    manager: Actor,
    standard: MadeStandard,
    aled: Actor,
    language: str,
    says: str,
) -> None:
    other = world.standard("INSSMA98")
    address = f"/{language}/people/{aled.person_id}/competence"
    mine, theirs = office.visit(address), office.visit(address)
    office.submit(theirs, standards=[str(other.id)])
    page = office.submit(mine, standards=[str(standard.id)], status=409)

    assert says in page.text
    assert other.urn in page.soup.select_one("[role=alert]").get_text()  # type: ignore[union-attr] # it is there
    assert page.fields()["standards"] == [str(standard.id)]
    with app.app_context():
        assert list_competence(db.session(), manager, aled.person_id) == [other.urn]
    office.submit(page)
    with app.app_context():
        assert list_competence(db.session(), manager, aled.person_id) == [standard.urn]


def test_a_standard_is_ticked_once_whichever_version_was_named(
    app: Flask,
    office: Visitor,
    world: World,
    manager: Actor,
    standard: MadeStandard,
    aled: Actor,
) -> None:
    address = f"/en/people/{aled.person_id}/competence"
    office.submit(office.visit(address), standards=[str(standard.id)])
    newer = world.standard(standard.urn, edition="2")
    page = office.visit(address)

    assert page.fields()["standards"] == [str(newer.id)]
    assert len(page.soup.select("[name=standards]")) == 1
    office.submit(page)
    with app.app_context():
        assert list_competence(db.session(), manager, aled.person_id) == [standard.urn]


def test_competence_is_of_those_who_judge(office: Visitor, unit: Enrolment) -> None:
    office.visit(f"/en/people/{unit.practitioner_id}/competence", status=404)
