"""Sections are chosen, criteria ticked by hand, and the plan becomes evidence."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.evidence.models import EvidenceVersion, Mapping
from tests.plan_templates import write_plan
from tests.visitor import Page, Visitor
from tests.world import World


@pytest.fixture
def rhys(world: World) -> Actor:
    actor = world.actor(Role.PRACTITIONER, world.provider())
    world.enrolment(actor, world.standard("INSSMA11", performance=20, knowledge=20))
    return actor


@pytest.fixture
def plan_id(world: World, rhys: Actor) -> UUID:
    return write_plan(world, rhys)


@pytest.fixture
def office(app: Flask, rhys: Actor, plan_id: UUID) -> Visitor:
    assert plan_id
    return Visitor(app, rhys)


def open_page(office: Visitor, plan_id: UUID, language: str = "en") -> Page:
    return office.visit(f"/{language}/plans/{plan_id}/evidence")


def counts(app: Flask) -> tuple[int, int]:
    with app.app_context():
        return db.session.query(EvidenceVersion).count(), db.session.query(Mapping).count()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_a_section_shows_is_offered_and_nothing_is_ticked(
    office: Visitor, plan_id: UUID, language: str
) -> None:
    page = open_page(office, plan_id, language)

    offered = [box["value"] for box in page.soup.select('input[name="criteria"]')]
    assert offered[:5] == ["goals:K4", "goals:K8", "goals:P3", "goals:P7", "goals:K2"]
    assert offered[-1] == ":P2"
    assert not page.soup.select("main input[checked]")
    assert "budget:P13" in offered
    assert "evaluation:K13" not in offered


def test_what_is_still_needed_stands_beside_a_criterion(office: Visitor, plan_id: UUID) -> None:
    page = open_page(office, plan_id)

    box = page.soup.select_one('input[value="budget:P13"]')
    assert box is not None
    needs = page.soup.select_one(f'[id="{box["aria-describedby"]}"]')
    assert needs is not None
    assert "Actuals" in needs.get_text()


def test_a_section_becomes_evidence_mapped_at_its_place(
    app: Flask, office: Visitor, plan_id: UUID
) -> None:
    page = open_page(office, plan_id)

    piece = office.submit(page, sections=["goals"], criteria=["goals:K4"])

    assert piece.heading == "План на информационната линия"
    assert counts(app) == (1, 1)
    with app.app_context():
        assert db.session.query(Mapping).one().locator == "goals"


def test_sending_it_twice_makes_one_piece(app: Flask, office: Visitor, plan_id: UUID) -> None:
    page = open_page(office, plan_id)
    office.submit(page, criteria=["goals:K4"])
    office.submit(page, criteria=["goals:K4"])

    assert counts(app) == (1, 1)


def test_what_is_mapped_is_said_and_its_section_goes_along(office: Visitor, plan_id: UUID) -> None:
    office.submit(open_page(office, plan_id), criteria=["goals:K4"])

    page = open_page(office, plan_id)

    ticked = [box["value"] for box in page.soup.select("main input[checked]")]
    assert ticked == ["goals"]
    assert "mapped already" in page.text
    assert "It has been put forward before." in page.text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Choose at least one section"),
        ({"sections": ["evaluation"]}, "Nothing is written in section 6 yet"),
        ({"criteria": ["goals:K4", "schedule:K4"]}, "You ticked K4 under two sections."),
        ({"criteria": ["goals:P10"]}, "Choose from the answers shown"),
        ({"sections": ["appendix"]}, "Choose from the answers shown"),
    ],
)
def test_what_cannot_be_put_forward_is_said(
    app: Flask, office: Visitor, plan_id: UUID, fields: dict[str, Any], message: str
) -> None:
    page = office.submit(open_page(office, plan_id), **fields)

    assert any(one.startswith(message) for one in page.errors), page.errors
    assert counts(app) == (0, 0)


def test_leaving_out_a_mapped_section_is_refused(office: Visitor, plan_id: UUID) -> None:
    office.submit(open_page(office, plan_id), criteria=["goals:K4"])

    page = office.submit(open_page(office, plan_id), sections=["budget"])

    assert page.errors == ["A criterion is mapped to section 1, so it must go along"]


def test_without_a_unit_no_criteria_are_offered(app: Flask, world: World) -> None:
    actor = world.actor(Role.PRACTITIONER, world.provider())
    plan_id = write_plan(world, actor)
    office = Visitor(app, actor)

    page = open_page(office, plan_id)

    assert not page.soup.select('input[name="criteria"]')
    assert "You are not working towards INSSMA11, version 1" in page.text
    assert office.submit(page, sections=["goals"]).heading == "План на информационната линия"


def test_an_assessor_of_the_unit_sees_the_evidence_and_not_the_plan(
    app: Flask, world: World
) -> None:
    provider = world.provider()
    actor, assessor = world.actor(Role.PRACTITIONER, provider), world.actor(Role.ASSESSOR, provider)
    world.enrolment(actor, world.standard("INSSMA11", 20, 20), assessor=assessor)
    plan_id = write_plan(world, actor)
    office, desk = Visitor(app, actor), Visitor(app, assessor)
    piece = office.submit(open_page(office, plan_id), criteria=["goals:K4"])

    assert desk.visit(piece.address).heading == piece.heading
    desk.visit(f"/en/plans/{plan_id}", status=403)


def test_a_plan_with_nothing_in_it_has_nothing_to_put_forward(office: Visitor) -> None:
    started = office.submit(office.visit("/en/plans/start"), title="Empty")

    page = office.visit(f"{started.address}/evidence")

    assert "Nothing to put forward yet" in page.text
