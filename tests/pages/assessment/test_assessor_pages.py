from datetime import UTC, datetime

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


def test_the_queue_shows_what_is_late_by_word_and_what_is_promised(
    assessor: Visitor, case: Case
) -> None:
    case.map("P1", "P2")
    case.now = datetime(2026, 1, 5, 9, tzinfo=UTC)
    case.submit("P1")
    case.now = datetime.now(UTC)
    case.submit("P2")

    found = assessor.visit("/en/queue").soup.select("tbody tr")
    rows = [row.get_text(" ", strip=True) for row in found]
    late = assessor.visit("/cy/queue?show=late")

    assert [row.endswith("Late") for row in rows] == [True, False]
    assert "19 January 2026" in rows[0]
    assert "19 Ionawr 2026 Hwyr" in late.text
    assert len(late.soup.select("tbody tr")) == 1
    assert "Nothing here" not in assessor.visit("/en/queue?show=this-week").text
    assert len(assessor.visit("/en/queue?show=made-up").soup.select("tbody tr")) == 2


def test_an_answer_that_asks_for_nothing_more_is_taken_from_the_queue(
    assessor: Visitor, case: Case
) -> None:
    case.answer(case.ask("P1"))
    page = assessor.visit("/en/queue")
    assert "Answer on 1 criterion" in page.text

    done = assessor.submit(page)

    assert "The answer has been taken from your queue." in done.text
    assert "Nothing waits for you" in done.text


def test_the_practitioner_reads_until_when_who_answers(app: Flask, case: Case) -> None:
    case.map("P1")
    case.now = datetime(2027, 1, 4, 9, tzinfo=UTC)
    case.submit("P1")
    practitioner, unit = Visitor(app, case.practitioner), f"/units/{case.unit.id}"

    for address in ("/en/", f"/en{unit}", f"/en{unit}/P1"):
        promise = f"{case.assessor.name} will answer by 18 January 2027"
        assert promise in practitioner.visit(address).text
    assert "will answer" not in practitioner.visit(f"/en{unit}/P2").text
    assert "erbyn 18 Ionawr 2027" in practitioner.visit(f"/cy{unit}").text


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
