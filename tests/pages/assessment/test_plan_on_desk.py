"""A written plan on the assessor's desk, opened at the section that a criterion points to."""

from uuid import UUID

import pytest
from flask import Flask

from assess.actor import Role
from assess.assessment.queries.snapshot_parts import evidence_part
from assess.db import db
from assess.evidence.queries import find_piece
from assess.plans.rules.serving import WHOLE, Choice
from tests.counting import counted_statements
from tests.plan_evidence import plan_as_evidence
from tests.visitor import Page, Visitor
from tests.world import World


class PlanOnDesk:
    def __init__(self, world: World) -> None:
        provider = world.provider()
        self.writer = world.actor(Role.PRACTITIONER, provider)
        self.assessor = world.actor(Role.ASSESSOR, provider)
        standard = world.standard("INSSMA11", performance=20, knowledge=20)
        unit = world.enrolment(self.writer, standard, assessor=self.assessor)
        self.criteria, self.unit, self.unit_id = standard.criteria, unit, unit.id
        self.piece_id = plan_as_evidence(
            world,
            self.writer,
            Choice("goals", "K4"),
            Choice("schedule", "P3"),
            Choice(WHOLE, "P2"),
        )


@pytest.fixture
def plan(world: World) -> PlanOnDesk:
    return PlanOnDesk(world)


@pytest.fixture
def assessor(app: Flask, plan: PlanOnDesk) -> Visitor:
    return Visitor(app, plan.assessor)


def desk(assessor: Visitor, unit_id: UUID, language: str = "en", query: str = "") -> Page:
    return assessor.visit(f"/{language}/units/{unit_id}/desk{query}")


@pytest.mark.parametrize(("language", "title"), [("en", "1. Goals"), ("cy", "1. Nodau")])
def test_the_plan_is_read_section_by_section(
    assessor: Visitor, plan: PlanOnDesk, language: str, title: str
) -> None:
    page = desk(assessor, plan.unit_id, language)

    headings = [tag.get_text() for tag in page.soup.select(".assess-plan h3 span[lang]")]
    assert headings[0] == title
    words = page.soup.select_one("#section-goals dd[lang=bg]")
    assert words is not None
    assert words.get_text() == "Повече обаждания до линията"
    assert not page.soup.select(".desk-text")


def test_a_criterion_leads_to_its_section_by_name(assessor: Visitor, plan: PlanOnDesk) -> None:
    page = desk(assessor, plan.unit_id)

    link = page.soup.select_one("#criterion-K4 a.desk-place")
    assert link is not None
    assert (link["href"], link["data-locator"]) == ("#section-goals", "section")
    assert "section 1, Goals" in link.get_text()
    assert page.soup.select_one("#criterion-P2 a.desk-place") is None


@pytest.mark.parametrize(
    ("query", "section"), [("", "schedule"), ("?criterion=K4", "goals"), ("?criterion=P9", "")]
)
def test_the_plan_opens_where_the_criterion_points(
    assessor: Visitor, plan: PlanOnDesk, query: str, section: str
) -> None:
    page = desk(assessor, plan.unit_id, query=query)

    shown = page.soup.select_one("[data-plan]")
    assert (shown["data-opens-at"] if shown else "") == section


def test_the_practitioners_words_are_the_only_ones_not_in_the_page_language(
    assessor: Visitor, plan: PlanOnDesk
) -> None:
    page = desk(assessor, plan.unit_id, "cy")

    languages = {str(tag["lang"]) for tag in page.soup.select("[data-plan] [lang]")}
    assert languages == {"bg", "cy"}


def test_a_plan_costs_the_desk_no_statement_more(
    app: Flask, assessor: Visitor, plan: PlanOnDesk, world: World
) -> None:
    desk(assessor, plan.unit_id)
    other = world.evidence(plan.writer)
    world.mapping(other, plan.unit, plan.criteria["K9"])

    with app.app_context(), counted_statements() as with_plan:
        desk(assessor, plan.unit_id, query=f"?evidence={plan.piece_id}")
    with app.app_context(), counted_statements() as without:
        desk(assessor, plan.unit_id, query=f"?evidence={other.id}")

    assert len(with_plan) == len(without)


def test_the_snapshot_has_the_sections_as_they_were_hashed(plan: PlanOnDesk, app: Flask) -> None:
    with app.app_context():
        piece = find_piece(db.session(), plan.assessor, plan.piece_id)
        part = evidence_part(piece, piece.newest)

    assert [one["key"] for one in part["sections"]] == ["goals", "schedule"]
    assert part["sections"] == list(piece.newest.sections)
    assert part["sha256"] == piece.newest.sha256
