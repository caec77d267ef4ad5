"""A manager brings in a new version, compares it, moves a unit; the assessor reaffirms."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assess.app import do_waiting_work
from assess.assessment.rules import Outcome
from tests.journeys.conftest import DESKTOP, PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.story import words_of_pdf
from tests.journeys.watching import assert_accessible, find_overflow
from tests.nos_files import numbered_word_of
from tests.services.assessment.test_moving_units import KNOW, PLAN, REWORDED, Moving

WORDS = {
    "en": ("Read it", "Import this standard", "Move these units"),
    "cy": ("Ei ddarllen", "Mewnforio'r safon hon", "Symud yr unedau hyn"),
}


REASON = "The awarding body moves everybody."
PRINTED = {
    "en": ("From version 1 to version 3", "reaffirmed in its new words"),
    "cy": ("O fersiwn 1 i fersiwn 3", "wedi'i ailgadarnhau yn ei eiriau newydd"),
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
        page.locator("main a[href$='/3/changes']").click()
        expect(page.locator("ins").first).to_have_text("as agreed")
        assert_accessible(page)
        assert find_overflow(page) == []
        page.locator("main a[href$='/3/units']").first.click()
        page.locator("input[name=units]").check()
        page.locator("textarea[name=reason]").fill(REASON)
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
        page.goto(f"{home}/units/{moving.unit.id}")
        page.locator(f"main a[href='/{language}/units/{moving.unit.id}/desk']").first.click()
        reaffirm(page)
        assert_accessible(page)
        assert moving.to_reaffirm() == set()
        words = fetch_print(page, served, home, moving, tmp_path)

    assert f"{PLAN} as agreed" in words
    for said in (moving.assessor.name, moving.manager.name, REASON, *PRINTED[language]):
        assert said in words


def reaffirm(page: Page) -> None:
    """Decide anew what the desk says was decided on other words."""
    notes = page.locator("#criteria .desk-criterion").filter(has=page.locator(".desk-note"))
    expect(notes).to_have_count(2)
    for label in ("P1", "P2"):
        expect(page.locator(f"#criterion-{label} .desk-note")).to_be_attached()
        page.locator(f"#tick-{label}").check()
    page.locator("label[for=outcome]").click()
    page.locator("#feedback").fill("It holds in the new words, too.")
    page.locator(".desk-save").click()
    expect(page.locator("#saved")).to_contain_text(": P1, P2")
    expect(notes).to_have_count(0)


def fetch_print(page: Page, served: Served, home: str, moving: Moving, folder: Path) -> str:
    """Ask for a print on the unit's page, wait for it and read it."""
    page.goto(f"{home}/units/{moving.unit.id}")
    page.locator(f"main a[href$='/units/{moving.unit.id}/prints']").click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#prints progress")).to_be_visible()
    do_waiting_work(served.app)
    link = page.locator("#prints a[download]")
    expect(link).to_be_visible(timeout=15_000)
    with page.expect_download() as coming:
        link.click()
    coming.value.save_as(folder / "print.pdf")
    return words_of_pdf(folder / "print.pdf")
