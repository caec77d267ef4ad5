import pytest
from flask import Flask

from assess.actor import Role
from assess.assessment.rules import Outcome
from tests.services.assessment.case import Case
from tests.visitor import Visitor
from tests.world import World


@pytest.fixture
def assessor(app: Flask, case: Case) -> Visitor:
    return Visitor(app, case.assessor)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Nothing waits for you"), ("cy", "Nid oes dim yn aros")]
)
def test_an_empty_queue_says_what_will_come(assessor: Visitor, language: str, words: str) -> None:
    assert words in assessor.visit(f"/{language}/queue").text


def test_the_queue_leads_to_the_desk(assessor: Visitor, case: Case) -> None:
    case.map("P1", "P2")
    case.submit("P1", "P2")

    page = assessor.visit("/en/queue")

    row = page.soup.select_one("tbody tr")
    assert row is not None
    assert case.practitioner.name in row.get_text()
    assert "2" in row.get_text()
    link = row.select_one("a")
    assert link is not None
    assert link["href"] == f"/en/units/{case.unit.id}/desk"


def test_a_unit_with_everything_met_is_ready(assessor: Visitor, case: Case) -> None:
    case.meet_all()

    page = assessor.visit("/en/queue")

    assert page.soup.select_one(f'a[href="/en/units/{case.unit.id}/sign-off"]') is not None


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "9" * 30])
def test_a_page_of_the_queue_that_is_not_there_is_empty(assessor: Visitor, number: str) -> None:
    assessor.visit(f"/en/queue?page={number}")


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.IQA, Role.MANAGER])
def test_the_queue_is_for_assessors(app: Flask, case: Case, world: World, role: Role) -> None:
    Visitor(app, world.actor(role, case.provider)).visit("/en/queue", status=403)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_only_what_needs_work_goes_back(assessor: Visitor, case: Case, language: str) -> None:
    case.map("P1", "P2", "P3")
    case.submit("P1", "P2", "P3")
    case.decide(Outcome.NOT_YET_MET, "P1")
    case.decide(Outcome.MET, "P2")
    case.ask("P3")
    page = assessor.visit(f"/{language}/units/{case.unit.id}/return")
    assert page.fields()["criteria"] == [str(one) for one in case.ids(["P1", "P3"])]

    done = assessor.submit(page, message="Two things are missing.")

    assert done.address == f"/{language}/queue"
    [returned] = case.record().returns
    assert returned.criterion_ids == tuple(case.ids(["P1", "P3"]))
    assert returned.language == language


def test_a_return_says_what_it_lacks(assessor: Visitor, case: Case) -> None:
    case.map("P1", "P2")
    case.submit("P1", "P2")
    case.decide(Outcome.NOT_YET_MET, "P1")
    page = assessor.visit(f"/en/units/{case.unit.id}/return")

    assert assessor.submit(page, criteria=[], message="").errors == [
        "Tick at least one criterion",
        "Write what needs to be done",
    ]
    again = assessor.submit(page, criteria=[str(case.id_of("P2"))], message="This one.")
    assert again.errors == ["P2: neither not yet met nor with an open question"]
    assert "This one." in again.html
    assert case.record().returns == ()


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("en", "Not yet met, 1 open question or action"),
        ("cy", "Heb ei fodloni eto, 1 cwestiwn neu gam gweithredu heb ei ateb"),
    ],
)
def test_a_return_says_why_a_criterion_is_offered(
    assessor: Visitor, case: Case, language: str, why: str
) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.NOT_YET_MET, "P1")
    case.ask("P1")

    page = assessor.visit(f"/{language}/units/{case.unit.id}/return")

    assert why in page.text


def test_nothing_to_return_is_said(assessor: Visitor, case: Case) -> None:
    assert "There is nothing to return" in assessor.visit(f"/en/units/{case.unit.id}/return").text


def test_a_unit_of_another_assessor_is_missing(app: Flask, case: Case, world: World) -> None:
    case.meet_all()
    colleague = Visitor(app, world.actor(Role.ASSESSOR, case.provider))
    foreign = Visitor(app, Case(world).assessor)

    for visitor in (colleague, foreign):
        missing = visitor.visit("/en/units/01890000-0000-7000-8000-000000000000/return", status=404)
        for page in ("return", "sign-off"):
            there = f"/en/units/{case.unit.id}/{page}"
            assert visitor.visit(there, status=404).text == missing.text
