"""A manager brings a whole cohort in from a spreadsheet, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assess.actor import Role
from assess.app import do_waiting_work
from assess.bilingual import Language
from assess.sheets import write_xlsx
from tests.journeys.conftest import PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow

WORDS = {
    Language.ENGLISH: {
        "mistakes": "2 mistakes in the list",
        "date": "“31/02/2026” is not a real date such as 2026-11-21 or 21/11/2026",
        "assessor": "“nobody@example.test” is no assessor here, "
        "and the list does not make them one",
        "import": "Import the list",
        "counts": ["3 people invited", "2 enrolments"],
        "happens": "Invited, Enrolled",
        "waiting": "Waiting for its turn",
        "done": "Imported",
    },
    Language.WELSH: {
        "mistakes": "2 gamgymeriad yn y rhestr",
        "date": "nid yw “31/02/2026” yn ddyddiad go iawn fel 2026-11-21 neu 21/11/2026",
        "assessor": "nid yw “nobody@example.test” yn aseswr yma, "
        "ac nid yw\u2019r rhestr yn rhoi\u2019r rôl honno",
        "import": "Mewnforio\u2019r rhestr",
        "counts": ["3 pherson yn cael eu gwahodd", "2 gofrestriad"],
        "happens": "Gwahoddir, Cofrestrir",
        "waiting": "Yn aros ei dro",
        "done": "Wedi\u2019i mewnforio",
    },
}
HEADERS = {
    Language.ENGLISH: ["Name", "E-mail address", "Role", "Standard", "Start date", "Assessor"],
    Language.WELSH: ["Enw", "Cyfeiriad e-bost", "Rôl", "Safon", "Dyddiad dechrau", "Aseswr"],
}


def rows(start: str, assessor: str) -> list[list[str]]:
    return [
        ["Siân Wyn", "sian@example.test", "", "INSSMA99", start, "anna@example.test"],
        ["Rhys Pugh", "rhys@example.test", "", "INSSMA99", "21/11/2026", assessor],
        ["Anna Lloyd", "anna@example.test", "Aseswr", "", "", ""],
    ]


def choose(page: Page, folder: Path, name: str, header: list[str], said: list[list[str]]) -> None:
    path = folder / name
    if name.endswith("xlsx"):
        path.write_bytes(write_xlsx(header, said, "x"))
    else:
        path.write_bytes("\n".join(";".join(row) for row in [header, *said]).encode("cp1252"))
    page.locator("main input[type=file]").set_input_files(path)
    page.locator("main form button[type=submit]").click()


@pytest.mark.parametrize("language", list(Language))
def test_a_list_is_mended_confirmed_and_imported(
    open_window: Opening, served: Served, tmp_path: Path, language: Language
) -> None:
    words, header = WORDS[language], HEADERS[language]
    manager = served.world.actor(Role.MANAGER, served.world.provider())
    served.world.standard("INSSMA99")
    with open_window(language=language) as page:
        served.let_in(page, manager)
        page.goto(f"{served.address}/{language}/people")
        page.locator(f"main a[href='/{language}/imports']").click()
        assert_accessible(page)

        choose(page, tmp_path, "list.csv", header, rows("31/02/2026", "nobody@example.test"))

        expect(page.locator("main h2").first).to_have_text(str(words["mistakes"]))
        wrong = page.locator("main table tbody tr")
        assert [line.split("\t")[0] for line in wrong.all_inner_texts()] == ["2", "3"]
        expect(wrong.nth(0)).to_contain_text(str(words["date"]))
        expect(wrong.nth(1)).to_contain_text(str(words["assessor"]))
        assert_accessible(page)

        choose(page, tmp_path, "list.xlsx", header, rows("2026-11-21", "anna@example.test"))

        expect(page.locator("main table tbody tr").first).to_contain_text(str(words["happens"]))
        assert_accessible(page)
        page.get_by_role("button", name=str(words["import"])).click()
        expect(page.locator("#import progress")).to_be_visible()
        expect(page.locator(".assess-progress__words")).to_have_text(str(words["waiting"]))
        assert_accessible(page)

        do_waiting_work(served.app)

        expect(page.locator("#import .assess-state--met")).to_have_text(str(words["done"]))
        expect(page.locator("#import li")).to_have_text(list(words["counts"]))
        assert_accessible(page)
        page.goto(f"{served.address}/{language}/enrolments")
        expect(page.locator("main table tbody tr")).to_have_count(2)
        expect(page.locator("main table")).to_contain_text("Anna Lloyd")


def test_a_preview_fits_a_phone(open_window: Opening, served: Served, tmp_path: Path) -> None:
    manager = served.world.actor(Role.MANAGER, served.world.provider())
    served.world.standard("INSSMA99")
    with open_window(PHONE) as page:
        served.let_in(page, manager)
        for assessor in ("nobody@example.test", "anna@example.test"):
            page.goto(f"{served.address}/en/imports")
            assert not find_overflow(page)
            said = rows("2026-11-21", assessor)
            choose(page, tmp_path, "list.csv", HEADERS[Language.ENGLISH], said)
            expect(page.locator("main table tbody tr").first).to_be_visible()
            assert not find_overflow(page)
            assert_accessible(page)
