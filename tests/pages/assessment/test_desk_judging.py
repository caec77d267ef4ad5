"""What is done at the desk, by form and by script."""

from typing import Any

import pytest
from flask import Flask

from assess.assessment.rules import Check, CriterionState, Outcome, RequestKind
from tests.services.assessment.case import Case
from tests.visitor import Page, Visitor

JUDGEMENT = "#judgement"


@pytest.fixture
def assessor(app: Flask, case: Case) -> Visitor:
    return Visitor(app, case.assessor)


@pytest.fixture
def desk(assessor: Visitor, case: Case) -> Page:
    """The desk of a unit with three criteria submitted on one piece of evidence."""
    case.map("P1", "P2", "P3", "K1")
    case.submit("P1", "P2", "P3")
    return assessor.visit(f"/en/units/{case.unit.id}/desk")


def post_json(visitor: Visitor, page: Page, deed: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 (what is typed)
    """Send the judgement as the page's script does."""
    unit = page.address.rsplit("/", 1)[0]
    answer = visitor.client.post(
        f"{unit}/{deed}",
        data=page.fields(JUDGEMENT) | fields,
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    json: dict[str, Any] = answer.get_json()
    return json


def test_one_judgement_decides_three_criteria_and_returns_to_the_same_piece(
    assessor: Visitor, case: Case, desk: Page
) -> None:
    page = assessor.submit(
        desk,
        form=JUDGEMENT,
        criteria=[str(one) for one in case.ids(["P1", "P2", "P3"])],
        outcome="met",
        feedback="Da iawn.",
        feedback_language="cy",
    )

    assert page.address == desk.address
    assert "Saved " in page.text
    decisions = case.record().decisions
    assert len({one.judgement_id for one in decisions}) == 1
    assert {case.state(label) for label in ("P1", "P2", "P3")} == {CriterionState.MET}
    said = page.soup.select_one("#criterion-P2 .desk-said [lang=cy]")
    assert said is not None
    assert said.get_text(strip=True) == "Da iawn."


@pytest.mark.parametrize(("language", "saved"), [("en", "Saved "), ("cy", "Cadwyd am ")])
def test_a_script_is_told_when_it_was_saved(
    assessor: Visitor, case: Case, desk: Page, language: str, saved: str
) -> None:
    page = assessor.visit(desk.address.replace("/en/", f"/{language}/"))

    answer = post_json(assessor, page, "decisions", criteria=str(case.id_of("P1")), outcome="met")

    assert answer["saved"].startswith(saved)
    assert case.state("P1") is CriterionState.MET


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"outcome": "met"}, "criteria", "Tick at least one criterion"),
        ({"criteria": "P1"}, "outcome", "Choose met or not yet met"),
        ({"criteria": "P1", "outcome": "perhaps"}, "outcome", "Choose met or not yet met"),
        ({"criteria": "P1", "outcome": "not yet met"}, "feedback", "Write feedback"),
        ({"criteria": "x", "outcome": "met"}, "criteria", "Tick at least one criterion"),
        ({"criteria": "K1", "outcome": "met"}, "criteria", "K1: not submitted"),
        ({"criteria": "P1", "outcome": "met", "version": "x"}, "version", "Choose from"),
        (
            {"criteria": "P1", "outcome": "met", "feedback": "x" * 100_001},
            "feedback",
            "This must be 100,000 characters or fewer",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_decided(
    assessor: Visitor, case: Case, desk: Page, changes: dict[str, str], field: str, words: str
) -> None:
    if changes.get("criteria") in case.standard.criteria:
        changes = changes | {"criteria": str(case.id_of(changes["criteria"]))}

    page = assessor.submit(desk, form=JUDGEMENT, status=422, **changes)
    answer = post_json(assessor, desk, "decisions", **changes)

    assert [message for message in page.errors if message.startswith(words)]
    assert answer["errors"][field].startswith(words)
    assert not case.record().decisions


def test_what_was_typed_and_ticked_stays_after_an_error(
    assessor: Visitor, case: Case, desk: Page
) -> None:
    ticked = str(case.id_of("P1"))

    page = assessor.submit(desk, form=JUDGEMENT, status=422, criteria=ticked, feedback="Because.")

    fields = page.fields(JUDGEMENT)
    assert fields["feedback"] == "Because."
    box = page.soup.select_one("#tick-P1")
    assert box is not None
    assert box.has_attr("checked")
    other = page.soup.select_one('a[rel="alternate"]')
    assert other is not None
    assessor.visit(str(other["href"]))


def test_a_criterion_of_another_unit_is_missing(assessor: Visitor, case: Case, desk: Page) -> None:
    other = Case(case.world)
    foreign = str(other.id_of("P1"))

    assessor.submit(desk, form=JUDGEMENT, status=404, criteria=foreign, outcome="met")


def test_only_the_units_assessor_decides(app: Flask, case: Case, desk: Page) -> None:
    unit = desk.address.rsplit("/", 1)[0]

    for deed in ("decisions", "requests", "doubts", "doubts/settled"):
        Visitor(app, case.iqa).post(f"{unit}/{deed}", desk.fields(JUDGEMENT), status=403)
        Visitor(app, case.iqa).visit(f"{unit}/{deed}", status=403)


def test_a_second_copy_of_a_post_decides_nothing_more(
    assessor: Visitor, case: Case, desk: Page
) -> None:
    typed: dict[str, Any] = {"criteria": str(case.id_of("P1")), "outcome": "met"}

    assessor.submit(desk, form=JUDGEMENT, **typed)
    assessor.submit(desk, form=JUDGEMENT, **typed)

    assert len(case.record().decisions) == 1


def test_a_question_with_the_same_page_is_not_taken_for_the_decision(
    assessor: Visitor, case: Case, desk: Page
) -> None:
    typed: dict[str, Any] = {"criteria": str(case.id_of("P1")), "outcome": "met"}

    post_json(assessor, desk, "decisions", **typed)
    post_json(assessor, desk, "requests", **typed, words="Who was there?")

    assert len(case.record().requests) == 1


def test_a_correction_is_a_new_decision_and_the_earlier_one_stays(
    assessor: Visitor, case: Case, desk: Page
) -> None:
    case.decide(Outcome.MET, "P1")
    page = assessor.submit(
        desk,
        form=JUDGEMENT,
        criteria=str(case.id_of("P1")),
        outcome="not yet met",
        feedback="The date is missing.",
    )

    history = page.soup.select_one('[data-live="history-P1"]')
    assert history is not None
    words = " ".join(history.get_text(" ").split())
    assert words.index("The date is missing.") < words.index("1 earlier decision")
    assert words.index("1 earlier decision") < words.index("Clear.")


def test_a_question_is_sent_on_what_is_ticked(assessor: Visitor, case: Case, desk: Page) -> None:
    ticked = [str(one) for one in case.ids(["P1", "P2"])]

    answer = post_json(
        assessor, desk, "requests", criteria=ticked, words="Pwy oedd yno?", language="cy"
    )

    assert answer["saved"].startswith("Sent ")
    request = case.record().requests[0]
    assert request.kind is RequestKind.QUESTION
    assert request.criterion_ids == tuple(case.ids(["P1", "P2"]))
    shown = assessor.visit(desk.address).soup.select_one("#criterion-P2 .desk-said [lang=cy]")
    assert shown is not None


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "words", "Write what you ask"),
        ({"words": "Add it."}, "due_on", "Give a date for the action"),
        ({"words": "Add it.", "due_on-day": "31", "due_on-month": "2", "due_on-year": "2099"},
         "due_on", "Enter a real date"),
        ({"words": "Add it.", "due_on-day": "1", "due_on-month": "2", "due_on-year": "2020"},
         "due_on", "Give a date that is today or later"),
    ],
)  # fmt: skip
def test_an_action_needs_words_and_a_day_to_come(
    assessor: Visitor, case: Case, desk: Page, typed: dict[str, str], field: str, words: str
) -> None:
    ticked = str(case.id_of("P1"))

    answer = post_json(assessor, desk, "requests", criteria=ticked, kind="action", **typed)

    assert answer["errors"][field].startswith(words)
    assert not case.record().requests


@pytest.mark.parametrize(
    ("place", "check"),
    [
        ("#criterion-P1", Check.VALID),
        ("#criterion-P1", Check.SUFFICIENT),
        (".desk-piece", Check.AUTHENTIC),
        (".desk-piece", Check.CURRENT),
    ],
)
def test_a_doubt_is_noted_where_it_belongs_and_settled(
    assessor: Visitor, case: Case, desk: Page, place: str, check: Check
) -> None:
    page = assessor.submit(
        desk, form=f"{place} form[action*=doubts]", words="Is it?", check=check.value
    )

    assert "The doubt is noted" in page.text
    assert [doubt.check for doubt in case.record().doubts] == [check]
    shown = page.soup.select_one(f"{place} .desk-said--doubt")
    assert shown is not None
    assert "Is it?" in shown.get_text()

    page = assessor.submit(page, form=f"{place} form[action*=settled]")

    assert not page.soup.select(".desk-said--doubt")
    assert not case.record().doubts[0].is_open


def test_a_doubt_without_words_is_refused_where_it_was_typed(
    assessor: Visitor, case: Case, desk: Page
) -> None:
    form = "#criterion-P2 form[action*=doubts]"

    page = assessor.submit(desk, form=form, check="sufficient", status=422)

    assert page.errors == ["Write what you doubt"]
    assert page.soup.select("#criterion-P2 #doubt-words")
    assert not case.record().doubts


def test_the_address_of_a_deed_leads_back_to_the_desk(
    assessor: Visitor, case: Case, desk: Page
) -> None:
    unit = desk.address.rsplit("/", 1)[0]

    page = assessor.visit(f"{unit}/decisions?evidence={case.evidence.id}&criterion=K1")

    assert page.address == desk.address
    assert page.soup.select("#criterion-K1")


def test_the_desk_leads_to_returning_work_once_something_needs_it(
    assessor: Visitor, case: Case, desk: Page
) -> None:
    link = f"a[href='/en/units/{case.unit.id}/return']"
    assert desk.soup.select_one(link) is None

    case.decide(Outcome.NOT_YET_MET, "P1")

    assert assessor.visit(desk.address).soup.select_one(link) is not None
