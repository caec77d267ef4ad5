"""Suggested criteria, next best evidence and Office text, in a real browser."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect

from assess.actor import Actor, Role
from assess.cli.opening import import_library
from assess.db import db
from assess.enrolment.models import Enrolment
from assess.standards.models import Criterion, Standard
from tests.journeys.conftest import PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow
from tests.worded_files import worded_docx
from tests.world import MadeStandard

REPORTS = {
    "en": "We ran the pilot for two weeks and evaluated it against the objectives we had agreed.",
    "cy": "Peilotwyd y rhaglen am bythefnos a gwerthuswyd hi yn erbyn yr amcanion.",
}
SUGGESTED = {"en": "Suggested criteria", "cy": "Meini prawf a awgrymir"}


@dataclass(frozen=True)
class Case:
    served: Served
    practitioner: Actor
    assessor: Actor
    unit: Enrolment


@pytest.fixture
def case(served: Served) -> Case:
    world = served.world
    with served.app.app_context():
        import_library()
        found = db.session.scalars(sa.select(Standard).where(Standard.urn == "INSSMA11")).one()
        labels = db.session.execute(
            sa.select(Criterion.label, Criterion.id).where(Criterion.standard_id == found.id)
        )
        standard = MadeStandard(
            found.id, found.urn, found.id, found.id, {row.label: row.id for row in labels}
        )
    provider = world.provider()
    practitioner = world.actor(Role.PRACTITIONER, provider)
    assessor = world.actor(Role.ASSESSOR, provider)
    unit = world.enrolment(practitioner, standard, assessor=assessor)
    return Case(served, practitioner, assessor, unit)


def upload(case: Case, page: Page, folder: Path, language: str) -> None:
    """Add a Word file as evidence, which the script sends."""
    path = folder / "report.docx"
    path.write_bytes(worded_docx(REPORTS[language]))
    page.goto(f"{case.served.address}/{language}/evidence/new")
    page.locator("input[type=file]").set_input_files(str(path))
    page.locator("select[name=language]").select_option(language)
    page.locator("form[data-upload] button[type=submit]").click()
    expect(page.locator("h1")).to_have_text("report.docx")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_criteria_are_suggested_after_an_upload_and_mapped_when_they_are_ticked(
    open_window: Opening, case: Case, tmp_path: Path, language: str
) -> None:
    with open_window(PHONE, language) as page:
        case.served.let_in(page, case.practitioner)
        upload(case, page, tmp_path, language)

        suggested = page.locator(".assess-suggested")
        expect(suggested.locator("legend")).to_have_text(SUGGESTED[language])
        pilot = suggested.get_by_label("INSSMA11 P10")
        expect(pilot).not_to_be_checked()
        expect(suggested.locator("mark").first).to_be_visible()
        assert suggested.locator("input:checked").count() == 0
        assert 1 <= suggested.locator("input").count() <= 8
        assert not find_overflow(page)
        assert_accessible(page)

        pilot.focus()
        page.keyboard.press("Space")
        page.locator("form[data-suggested] button[type=submit]").click()

        expect(page.locator("main")).to_contain_text("INSSMA11 P10")
        expect(page.locator(".assess-suggested")).to_have_count(0)


def test_the_page_that_maps_a_piece_suggests_what_is_not_mapped_yet(
    browser_page: Page, case: Case, tmp_path: Path
) -> None:
    case.served.let_in(browser_page, case.practitioner)
    upload(case, browser_page, tmp_path, "en")
    evidence = browser_page.url.split("?")[0]
    browser_page.goto(f"{evidence}/criteria")

    browser_page.locator(".assess-suggested").get_by_label("INSSMA11 P10").check()
    assert_accessible(browser_page)
    browser_page.locator("main form[method=post] button[type=submit]").click()
    browser_page.goto(f"{evidence}/criteria")

    expect(browser_page.locator(".assess-suggested")).not_to_contain_text("INSSMA11 P10")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_next_best_evidence_unfolds_under_the_gap_list(
    open_window: Opening, case: Case, language: str
) -> None:
    with open_window(PHONE, language) as page:
        case.served.let_in(page, case.practitioner)
        page.goto(f"{case.served.address}/{language}/")
        lines = page.locator(".assess-next__line")
        expect(lines.first).to_be_hidden()

        page.locator(".assess-next summary").focus()
        page.keyboard.press("Enter")

        expect(lines).to_have_count(3)
        expect(lines.first).to_be_visible()
        assert not find_overflow(page)
        assert_accessible(page)
        lines.locator("> a").first.click()
        expect(page.locator("input[name=mapped]:checked")).to_have_count(1)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_the_assessor_reads_a_word_file_on_the_desk(
    browser: Browser, browser_page: Page, case: Case, tmp_path: Path, *, has_script: bool
) -> None:
    case.served.let_in(browser_page, case.practitioner)
    upload(case, browser_page, tmp_path, "cy")
    browser_page.locator(".assess-suggested").get_by_label("INSSMA11 P10").check()
    browser_page.locator("form[data-suggested] button[type=submit]").click()
    expect(browser_page.locator("main")).to_contain_text("INSSMA11 P10")

    context = browser.new_context(java_script_enabled=has_script)
    page = context.new_page()
    case.served.let_in(page, case.assessor)
    page.goto(f"{case.served.address}/en/units/{case.unit.id}/desk")

    text = page.locator(".desk-office")
    expect(text).to_have_text(REPORTS["cy"])
    expect(text).to_have_attribute("lang", "cy")
    expect(page.locator(".desk-evidence")).to_contain_text("layout is not shown")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download report.docx").click()
    assert download.value.path().read_bytes().startswith(b"PK")
    if has_script:
        assert_accessible(page)
    context.close()
