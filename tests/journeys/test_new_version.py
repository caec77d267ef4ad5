"""A manager brings in a new version, compares it, moves a unit; the assessor reaffirms."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from assess.assessment.rules import Outcome
from assess.db import db
from assess.documents.queries.portfolio import load_unit
from tests.journeys.conftest import DESKTOP, PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow
from tests.nos_files import numbered_word_of
from tests.services.assessment.test_moving_units import KNOW, PLAN, REWORDED, Moving
from tests.services.documents.printed import print_text

WORDS = {
    "en": ("Read it", "Import this standard", "Move these units"),
    "cy": ("Ei ddarllen", "Mewnforio'r safon hon", "Symud yr unedau hyn"),
}


def third(urn: str) -> bytes:
    """Give version 3 as a Word document: one criterion reworded, one new, one gone."""
    return numbered_word_of(
        f"{urn} Do the thing\n\nOverview\n\nIt is about the thing.\n\nPerformance criteria\n\n"
        f"You must be able to:\n\n1. {PLAN} as agreed\n2. {REWORDED}\n3. tell others about it\n\n"
        f"Knowledge and understanding\n\nYou need to know and understand:\n\n1. {KNOW}\n"
    )


@pytest.mark.parametrize(("language", "size"), [("en", DESKTOP), ("cy", PHONE)])
def test_a_unit_goes_on_under_the_new_version(
    served: Served, open_window: Opening, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    moving = Moving(served.world)
    moving.map("P1", "P2", "K1")
    moving.submit("P1", "P2", "K1")
    moving.decide(Outcome.MET, "P1", "P2", "K1")
    read, keep, move = WORDS[language]
    given = tmp_path / "standard.docx"
    given.write_bytes(third(moving.old.urn))
    home = f"{served.address}/{language}"

    with open_window(size, language) as page:
        served.let_in(page, moving.manager)
        page.goto(f"{home}/standards/import")
        page.locator("input[type=file]").set_input_files(str(given))
        page.locator("input[name=version]").fill("3")
        page.locator("input[name=provenance]").first.check()
        page.get_by_role("button", name=read, exact=True).click()
        expect(page.locator("#preview")).to_be_visible()
        assert_accessible(page)
        assert find_overflow(page) == []
        page.get_by_role("button", name=keep, exact=True).click()
        page.goto(f"{home}/standards/{moving.old.urn}/3/changes?from=1")
        expect(page.locator("ins").first).to_have_text("as agreed")
        assert_accessible(page)
        assert find_overflow(page) == []
        page.goto(f"{home}/standards/{moving.old.urn}/3/units")
        page.locator("input[name=units]").check()
        page.locator("textarea[name=reason]").fill("The awarding body moves everybody.")
        assert_accessible(page)
        page.get_by_role("button", name=move, exact=True).click()
        page.goto(f"{home}/units/{moving.unit.id}/moves")
        expect(page.locator("main")).to_contain_text("P1 → P1")
        assert_accessible(page)
        assert find_overflow(page) == []

    assert moving.view().edition == "3"
    assert moving.to_reaffirm() == {"P1", "P2"}
    with open_window(DESKTOP, language) as page:
        served.let_in(page, moving.assessor)
        page.goto(f"{home}/units/{moving.unit.id}/desk")
        expect(page.locator("main")).to_contain_text(f"{PLAN} as agreed")
        expect(page.locator(".desk-note").first).to_be_attached()
        page.goto(f"{home}/units/{moving.unit.id}/prints")
        expect(page.locator("h1")).to_be_visible()

    moving.standard = moving.standing()
    moving.decide(Outcome.MET, "P1", "P2")
    assert moving.to_reaffirm() == set()
    with served.world.context():
        facts = load_unit(db.session(), moving.practitioner, moving.unit.id)
        text = print_text(facts, language, tmp_path)
    assert f"{PLAN} as agreed" in text
