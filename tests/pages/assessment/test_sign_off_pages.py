from datetime import UTC, datetime, timedelta

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


def address(case: Case, language: str = "en") -> str:
    return f"/{language}/units/{case.unit.id}/sign-off"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_unit_is_signed_off_and_shows_its_hash(
    assessor: Visitor, case: Case, language: str
) -> None:
    case.meet_all()
    page = assessor.visit(address(case, language))
    assert "P1, P2, P3, K1, K2" in page.text

    done = assessor.submit(page)

    [sign_off] = case.record().sign_offs
    assert done.address == f"/{language}/sign-offs/{sign_off.id}"
    assert sign_off.sha256 in done.text
    assert sign_off.proved_by == "password"


def test_what_stands_in_the_way_is_listed_and_there_is_no_button(
    assessor: Visitor, case: Case
) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.MET, "P1")
    case.ask("P1")

    page = assessor.visit(address(case))

    assert "Not met yet: P2, P3, K1, K2" in page.text
    assert "A question or action has not been answered: P1" in page.text
    assert page.soup.select_one("main form[method=post]") is None


def test_a_double_click_signs_once(assessor: Visitor, case: Case) -> None:
    case.meet_all()
    page = assessor.visit(address(case))

    first = assessor.submit(page)
    second = assessor.submit(page)

    assert first.address == second.address
    assert len(case.record().sign_offs) == 1


def test_a_second_tab_is_told_that_it_is_signed_off(assessor: Visitor, case: Case) -> None:
    case.meet_all()
    one, other = assessor.visit(address(case)), assessor.visit(address(case))
    assessor.submit(one)

    late = assessor.submit(other)

    assert late.errors == [
        "The unit is signed off. Nothing changes unless the sign-off is withdrawn."
    ]
    assert len(case.record().sign_offs) == 1


def test_an_old_proof_is_asked_for_again_first(app: Flask, case: Case) -> None:
    case.meet_all()
    assessor = Visitor(app)
    assessor.sign_in(case.assessor, proved_at=datetime.now(UTC) - timedelta(minutes=11))

    page = assessor.visit(address(case))

    assert page.address != address(case)
    assert page.soup.select_one("input[type=password]") is not None


def test_an_old_proof_signs_nothing_by_a_post_of_its_own(app: Flask, case: Case) -> None:
    case.meet_all()
    fresh = Visitor(app, case.assessor)
    fields = fresh.visit(address(case)).fields()
    fresh.sign_in(case.assessor, proved_at=datetime.now(UTC) - timedelta(minutes=11))

    fresh.client.post(address(case), data=fields)

    assert case.record().sign_offs == ()


def test_a_sign_off_is_withdrawn_with_a_reason(assessor: Visitor, case: Case) -> None:
    case.meet_all()
    done = assessor.submit(assessor.visit(address(case)))

    without = assessor.submit(done, reason="")
    assert without.errors == ["Write why you withdraw the sign-off"]
    withdrawn = assessor.submit(done, reason="P1 was misread.")

    assert "P1 was misread." in withdrawn.text
    assert withdrawn.soup.select_one("main form[method=post]") is None
    assert case.record().live_sign_off is None


def test_everybody_of_the_unit_sees_the_sign_off_and_only_the_assessor_may_withdraw_it(
    app: Flask, case: Case, world: World
) -> None:
    case.meet_all()
    there = f"/en/sign-offs/{case.sign_off()}"
    manager = world.actor(Role.MANAGER, case.provider)

    for actor in (case.practitioner, case.iqa, manager):
        visitor = Visitor(app, actor)
        page = visitor.visit(there)
        assert page.soup.select_one("main form[method=post]") is None
        token = page.soup.select_one("input[name=csrf_token]")
        fields = {"reason": "Mine.", "language": "en"}
        if token is not None:
            fields["csrf_token"] = str(token["value"])
        visitor.client.post(there, data=fields)
    assert case.record().live_sign_off is not None

    stranger = Visitor(app, Case(world).assessor)
    missing = stranger.visit("/en/sign-offs/01890000-0000-7000-8000-000000000000", status=404)
    assert stranger.visit(there, status=404).text == missing.text


def test_a_signed_off_unit_leads_to_its_sign_off(assessor: Visitor, case: Case) -> None:
    case.meet_all()
    sign_off_id = case.sign_off()

    assert assessor.visit(address(case)).address == f"/en/sign-offs/{sign_off_id}"
