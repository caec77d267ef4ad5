from datetime import date

import pytest
from flask import Flask

from tests.services.assessment.case import Case
from tests.visitor import Visitor
from tests.world import World


@pytest.fixture
def practitioner(app: Flask, case: Case) -> Visitor:
    return Visitor(app, case.practitioner)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_question_is_answered_in_place(practitioner: Visitor, case: Case, language: str) -> None:
    request_id = case.ask("P1", "P2", words="Pwy oedd yno?", language="cy")
    page = practitioner.visit(f"/{language}/requests/{request_id}")
    assert "Pwy oedd yno?" in page.text
    assert page.soup.select_one(".govuk-inset-text[lang=cy]") is not None

    done = practitioner.submit(page, answer="Y ddau ohonom.", language="cy")

    assert "Y ddau ohonom." in done.text
    [request] = case.record().requests
    assert (request.answer, request.answer_language) == ("Y ddau ohonom.", "cy")
    assert done.soup.select_one("main form[method=post]") is None


def test_an_action_shows_its_date(practitioner: Visitor, case: Case) -> None:
    request_id = case.set_action("P1", due_on=date(2026, 12, 1))

    page = practitioner.visit(f"/en/requests/{request_id}")

    assert page.heading == "An action from your assessor"
    assert "1 December 2026" in page.text


def test_an_empty_answer_is_asked_for(practitioner: Visitor, case: Case) -> None:
    page = practitioner.visit(f"/en/requests/{case.ask('P1')}")

    assert practitioner.submit(page, answer="  ").errors == ["Write your answer"]


def test_an_answer_typed_in_an_old_tab_is_shown_beside_the_one_that_stands(
    practitioner: Visitor, case: Case
) -> None:
    there = f"/en/requests/{case.ask('P1')}"
    one, other = practitioner.visit(there), practitioner.visit(there)
    practitioner.submit(one, answer="The first answer.")

    late = practitioner.submit(other, answer="The second answer.", status=409)

    assert "The first answer." in late.text
    assert "The second answer." in late.text
    assert case.record().requests[0].answer == "The first answer."


def test_a_double_click_answers_once(practitioner: Visitor, case: Case) -> None:
    page = practitioner.visit(f"/en/requests/{case.ask('P1')}")

    first = practitioner.submit(page, answer="Both of us.")
    second = practitioner.submit(page, answer="Both of us.")

    assert first.text.replace("Your answer has been saved.", "") == second.text.replace(
        "Your answer has been saved.", ""
    )


def test_somebody_elses_question_is_missing(app: Flask, case: Case, world: World) -> None:
    there = f"/en/requests/{case.ask('P1')}"
    stranger = Visitor(app, Case(world).practitioner)

    missing = stranger.visit("/en/requests/01890000-0000-7000-8000-000000000000", status=404)
    assert stranger.visit(there, status=404).text == missing.text


@pytest.mark.parametrize("version", ["", "garbage", "-1", "9" * 400])
def test_a_wrong_version_overwrites_nothing(
    practitioner: Visitor, case: Case, version: str
) -> None:
    page = practitioner.visit(f"/en/requests/{case.ask('P1')}")

    practitioner.submit(page, answer="Mine.", version=version, status=409)

    assert case.record().requests[0].answer == ""
