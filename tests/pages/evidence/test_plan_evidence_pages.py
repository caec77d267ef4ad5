"""A written plan as evidence: its own page, the criterion's, the tick list and the snapshot."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.evidence.models import Mapping
from assess.evidence.rules import LocatorKind
from assess.plans.rules.serving import WHOLE, Choice
from tests.counting import counted_statements
from tests.plan_evidence import plan_as_evidence
from tests.visitor import Page, Visitor
from tests.world import MadeStandard, World


@pytest.fixture
def standard(world: World) -> MadeStandard:
    return world.standard("INSSMA11", performance=20, knowledge=20)


@pytest.fixture
def rhys(world: World) -> Actor:
    return world.actor(Role.PRACTITIONER, world.provider())


@pytest.fixture
def unit_id(world: World, rhys: Actor, standard: MadeStandard) -> UUID:
    return world.enrolment(rhys, standard).id


@pytest.fixture
def piece_id(world: World, rhys: Actor, unit_id: UUID) -> UUID:
    assert unit_id
    return plan_as_evidence(
        world, rhys, Choice("goals", "K4"), Choice(WHOLE, "P2"), sections=("budget", "schedule")
    )


@pytest.fixture
def visitor(app: Flask, rhys: Actor, piece_id: UUID) -> Visitor:
    assert piece_id
    return Visitor(app, rhys)


def in_language(page: Page, selector: str) -> list[tuple[str, str]]:
    return [
        (tag.get_text(strip=True), str(tag.get("lang", ""))) for tag in page.soup.select(selector)
    ]


@pytest.mark.parametrize(("language", "title"), [("en", "1. Goals"), ("cy", "1. Nodau")])
def test_each_section_stands_under_its_anchor_and_in_the_contents(
    visitor: Visitor, piece_id: UUID, language: str, title: str
) -> None:
    page = visitor.visit(f"/{language}/evidence/{piece_id}")

    assert in_language(page, "#section-goals h2 span[lang]") == [(title, language)]
    assert in_language(page, "nav a[href='#section-goals']") == [(title, language)]
    words = ("Повече обаждания до линията", "bg")
    assert words in in_language(page, "#section-goals dd")
    heads = [tag.get_text() for tag in page.soup.select("#section-schedule th[scope=col]")]
    assert len(heads) == 4
    assert len(page.soup.select("#section-budget table")) == 1


def test_what_a_section_shows_is_said_and_leads_to_it(visitor: Visitor, piece_id: UUID) -> None:
    page = visitor.visit(f"/en/evidence/{piece_id}")

    link = page.soup.select_one("li a[href='#section-goals'] span")
    assert link is not None
    assert "section 1, Goals" in page.text
    assert "shows K4" in page.soup.select("#section-goals h2")[0].get_text()


def test_headings_that_are_ours_say_that_they_are(visitor: Visitor, piece_id: UUID) -> None:
    page = visitor.visit(f"/en/evidence/{piece_id}")

    assert len(page.soup.select(".assess-plan .assess-note")) == 3


def test_days_and_sums_are_in_the_pages_way_of_writing(visitor: Visitor, piece_id: UUID) -> None:
    english = visitor.visit(f"/en/evidence/{piece_id}")
    welsh = visitor.visit(f"/cy/evidence/{piece_id}")

    assert "€1,200.50" in english.text
    assert "1 February 2027" in english.text
    assert "1 Chwefror 2027" in welsh.text


def test_a_plan_is_changed_where_it_is_written(visitor: Visitor, piece_id: UUID) -> None:
    page = visitor.visit(f"/en/evidence/{piece_id}")

    assert "To change it, change the plan and put it forward once more." in page.text
    assert visitor.visit(f"/en/evidence/{piece_id}/new-version", status=404)


def test_the_criterion_names_the_section_and_opens_it(
    visitor: Visitor, piece_id: UUID, unit_id: UUID
) -> None:
    page = visitor.visit(f"/cy/units/{unit_id}/K4")

    link = page.soup.select_one("#evidence + ul a")
    assert link is not None
    assert link["href"] == f"/cy/evidence/{piece_id}#section-goals"
    assert "adran 1, Nodau" in page.text


def test_a_plan_costs_the_criterion_one_statement(
    visitor: Visitor, app: Flask, unit_id: UUID
) -> None:
    visitor.visit(f"/en/units/{unit_id}/K4")  # the first visit learns what later ones know
    with app.app_context(), counted_statements() as with_plan:
        visitor.visit(f"/en/units/{unit_id}/K4")
    with app.app_context(), counted_statements() as without:
        visitor.visit(f"/en/units/{unit_id}/K5")

    assert len(with_plan) == len(without) + 1


def test_the_place_is_chosen_among_the_sections(
    app: Flask, visitor: Visitor, piece_id: UUID, standard: MadeStandard
) -> None:
    page = visitor.visit(f"/cy/evidence/{piece_id}/criteria")
    k8, k4 = standard.criteria["K8"], standard.criteria["K4"]
    options = [tag.get_text() for tag in page.soup.select(f"#at-{k8} option")]
    assert options[1:] == ["1. Nodau", "8. Amserlen", "9. Cyllideb"]
    assert page.soup.select_one(f"#at-{k4} option[selected]") is not None

    fields: dict[str, Any] = {"mapped": [str(k4), str(k8)], f"at-{k8}": "schedule"}
    visitor.submit(page, **fields)

    with app.app_context():
        [mapping] = db.session.query(Mapping).filter_by(criterion_id=k8).all()
        assert (mapping.locator_kind, mapping.locator) == (LocatorKind.SECTION, "schedule")


def test_a_section_that_is_not_there_is_refused(
    app: Flask, visitor: Visitor, piece_id: UUID, standard: MadeStandard
) -> None:
    page = visitor.visit(f"/en/evidence/{piece_id}/criteria")
    k8 = standard.criteria["K8"]

    fields: dict[str, Any] = {"mapped": [str(k8)], f"at-{k8}": "appendix"}
    answer = visitor.submit(page, **fields)

    assert answer.errors == ["Choose one of the plan's sections"]
    with app.app_context():
        assert db.session.query(Mapping).filter_by(criterion_id=k8).count() == 0
