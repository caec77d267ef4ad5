from typing import Any

import pytest
from flask import Flask

from assess.assessment.rules import CriterionState
from tests.services.assessment.case import Case
from tests.visitor import Visitor
from tests.world import World

POSTS = ("decisions", "requests", "doubts", "doubts/settled")
NOBODYS = "01890000-0000-7000-8000-000000000000"


@pytest.fixture
def assessor(app: Flask, case: Case) -> Visitor:
    case.map("P1")
    case.submit("P1")
    return Visitor(app, case.assessor)


def judgement(case: Case, **values: Any) -> dict[str, Any]:  # noqa: ANN401 (what is sent)
    return {
        "criteria": [str(case.id_of("P1"))],
        "outcome": "met",
        "feedback": "Clear.",
        "feedback_language": "en",
    } | values


def send(visitor: Visitor, case: Case, post: str, fields: dict[str, Any]) -> int:
    """Send a post with the page's own token; give the status of the answer."""
    desk = visitor.visit(f"/en/units/{case.unit.id}/desk")
    token = desk.soup.select_one("input[name=csrf_token]")
    assert token is not None
    address = f"/en/units/{case.unit.id}/{post}"
    return visitor.client.post(address, data={"csrf_token": token["value"]} | fields).status_code


def test_a_judgement_is_recorded(assessor: Visitor, case: Case) -> None:
    assert send(assessor, case, "decisions", judgement(case)) == 302
    assert case.state("P1") is CriterionState.MET


@pytest.mark.parametrize(
    "wrong",
    [
        {"criteria": ["garbage"]},
        {"criteria": ["\x00"]},
        {"criteria": []},
        {"outcome": "excellent"},
        {"outcome": ["met", "x"], "criteria": [NOBODYS]},
        {"feedback_language": "x" * 300},
        {"version": "garbage"},
        {"version": NOBODYS},
        {"feedback": "x" * 100_001},
    ],
)
def test_a_judgement_that_makes_no_sense_records_nothing(
    assessor: Visitor, case: Case, wrong: dict[str, Any]
) -> None:
    assert send(assessor, case, "decisions", judgement(case, **wrong)) in {404, 422}
    assert case.record().decisions == ()


@pytest.mark.parametrize("post", POSTS)
def test_a_post_without_anything_is_refused_politely(
    assessor: Visitor, case: Case, post: str
) -> None:
    assert send(assessor, case, post, {}) == 422


def test_ids_of_another_unit_are_missing(assessor: Visitor, case: Case, world: World) -> None:
    other = Case(world)
    other.map("P1")
    theirs = str(other.id_of("P1"))

    assert send(assessor, case, "decisions", judgement(case, criteria=[theirs])) == 404
    doubt = {"check": "sufficient", "words": "Thin.", "language": "en", "criterion_id": theirs}
    assert send(assessor, case, "doubts", doubt) == 404
    assert send(assessor, case, "doubts/settled", {"doubt_id": NOBODYS}) == 404
    assert case.record().decisions == ()


def test_fields_that_are_nobodys_to_send_change_nothing(assessor: Visitor, case: Case) -> None:
    extra = {
        "assessor_id": str(case.practitioner.person_id),
        "provider_id": NOBODYS,
        "decided_at": "2001-01-01T00:00:00Z",
        "id": NOBODYS,
    }

    send(assessor, case, "decisions", judgement(case, **extra))

    [decision] = case.record().decisions
    assert decision.assessor_id == case.assessor.person_id
    assert str(decision.id) != NOBODYS
    assert decision.decided_at.year > 2001


@pytest.mark.parametrize("post", POSTS)
def test_only_an_assessor_posts_to_the_desk(app: Flask, case: Case, post: str) -> None:
    for actor in (case.practitioner, case.iqa):
        address = f"/en/units/{case.unit.id}/{post}"
        visitor = Visitor(app, actor)
        app.config["WTF_CSRF_CHECK_DEFAULT"] = False
        try:
            assert visitor.client.post(address, data=judgement(case)).status_code == 403
        finally:
            app.config["WTF_CSRF_CHECK_DEFAULT"] = True


def test_the_desk_of_another_assessor_is_missing(app: Flask, case: Case, world: World) -> None:
    stranger = Visitor(app, Case(world).assessor)

    missing = stranger.visit(f"/en/units/{NOBODYS}/desk", status=404)
    there = stranger.visit(f"/en/units/{case.unit.id}/desk", status=404)
    assert there.text == missing.text
