import pytest
from flask import Flask

from assess.assessment.rules import CriterionState, Outcome
from tests.services.assessment.case import Case
from tests.visitor import Visitor
from tests.world import World


@pytest.fixture
def practitioner(app: Flask, case: Case) -> Visitor:
    return Visitor(app, case.practitioner)


def address(case: Case, language: str = "en") -> str:
    return f"/{language}/units/{case.unit.id}/submit"


def test_there_is_nothing_to_submit_before_there_is_evidence(
    practitioner: Visitor, case: Case
) -> None:
    page = practitioner.visit(address(case))

    assert "Nothing to submit yet" in page.text
    assert "P1, P2, P3, K1, K2" in page.text


@pytest.mark.parametrize("language", ["en", "cy"])
def test_evidenced_criteria_are_submitted_with_the_declaration(
    practitioner: Visitor, case: Case, language: str
) -> None:
    case.map("P1", "K1")
    page = practitioner.visit(address(case, language))
    assert page.fields()["criteria"] == [str(one) for one in case.ids(["P1", "K1"])]

    done = practitioner.submit(
        page, criteria=[str(case.id_of("P1"))], help_used="Dim.", declared="y"
    )

    assert done.address.startswith(f"/{language}/submissions/")
    [submission] = case.record().submissions
    assert submission.criterion_ids == (case.id_of("P1"),)
    assert submission.declaration_language == language
    assert submission.declaration in done.text
    assert case.state("K1") is CriterionState.EVIDENCED


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    practitioner: Visitor, case: Case
) -> None:
    case.map("P1")
    page = practitioner.visit(address(case))

    again = practitioner.submit(page, criteria=[], help_used="A friend read it.")

    assert again.errors == [
        "Tick at least one criterion",
        "Tick to declare that this is your own work",
    ]
    assert "A friend read it." in again.html
    assert case.record().submissions == ()


def test_a_double_click_submits_once(practitioner: Visitor, case: Case) -> None:
    case.map("P1")
    page = practitioner.visit(address(case))

    first = practitioner.submit(page, help_used="None.", declared="y")
    second = practitioner.submit(page, help_used="None.", declared="y")

    assert first.address == second.address
    assert len(case.record().submissions) == 1


def test_a_second_tab_is_told_that_it_is_submitted_already(
    practitioner: Visitor, case: Case
) -> None:
    case.map("P1")
    one, other = practitioner.visit(address(case)), practitioner.visit(address(case))
    practitioner.submit(one, help_used="None.", declared="y")

    late = practitioner.submit(other, help_used="Typed in the second tab.", declared="y")

    assert late.errors == ["P1: submitted already, and waiting for the assessor"]
    assert "Typed in the second tab." in late.html
    assert len(case.record().submissions) == 1


def test_criteria_of_elsewhere_are_refused(practitioner: Visitor, case: Case, world: World) -> None:
    case.map("P1")
    page = practitioner.visit(address(case))
    foreign = world.standard("INSSMA78").criteria["P1"]

    for value in (str(foreign), "garbage", "\x00"):
        again = practitioner.submit(page, criteria=[value], help_used="None.", declared="y")
        assert again.errors == ["Choose from the answers shown"]

    assert case.record().submissions == ()


def test_a_submission_is_withdrawn_until_the_assessor_starts(
    practitioner: Visitor, case: Case
) -> None:
    case.map("P1", "P2")
    with case.world.context():
        first = case.submit("P1")
        second = case.submit("P2")
        case.decide(Outcome.MET, "P2")

    page = practitioner.visit(f"/en/submissions/{first}")
    done = practitioner.submit(page)
    assert "Withdrawn" in done.text
    assert case.state("P1") is CriterionState.EVIDENCED

    begun = practitioner.visit(f"/en/submissions/{second}")
    assert begun.soup.select_one("main form[method=post]") is None
    fields = page.fields() | {"key": ""}
    refused = practitioner.post(f"/en/submissions/{second}", fields)
    assert refused.errors == [
        "The assessor has started. What has been submitted can no longer be withdrawn."
    ]


def test_somebody_elses_unit_and_submission_are_missing(
    app: Flask, case: Case, world: World
) -> None:
    case.map("P1")
    with world.context():
        submission = case.submit("P1")
        stranger = Visitor(app, Case(world).practitioner)

    missing = stranger.visit("/en/submissions/01890000-0000-7000-8000-000000000000", status=404)
    for there in (address(case), f"/en/submissions/{submission}"):
        assert stranger.visit(there, status=404).text == missing.text


def test_the_assessor_does_not_submit(app: Flask, case: Case) -> None:
    assert Visitor(app, case.assessor).visit(address(case), status=403)
