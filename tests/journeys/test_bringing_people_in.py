"""The preview of a list of people on a phone. The rest is in test_from_empty_provider_to_map."""

from pathlib import Path

from playwright.sync_api import Page, expect

from assess.actor import Role
from tests.journeys.conftest import PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow

LABEL = """(head) => {
  const label = getComputedStyle(head, "::before");
  return [label.content, label.display];
}"""
HEADER = ["Name", "E-mail address", "Role", "Standard", "Start date", "Assessor"]


def rows(start: str, assessor: str) -> list[list[str]]:
    return [
        ["Siân Wyn", "sian@example.test", "", "INSSMA99", start, "anna@example.test"],
        ["Rhys Pugh", "rhys@example.test", "", "INSSMA99", "21/11/2026", assessor],
        ["Anna Lloyd", "anna@example.test", "Aseswr", "", "", ""],
    ]


def choose(page: Page, folder: Path, said: list[list[str]]) -> None:
    path = folder / "list.csv"
    path.write_bytes("\n".join(";".join(row) for row in [HEADER, *said]).encode("cp1252"))
    page.locator("main input[type=file]").set_input_files(path)
    page.locator("main form button[type=submit]").click()


def test_a_preview_fits_a_phone(open_window: Opening, served: Served, tmp_path: Path) -> None:
    manager = served.world.actor(Role.MANAGER, served.world.provider())
    served.world.standard("INSSMA99")
    with open_window(PHONE) as page:
        served.let_in(page, manager)
        for assessor in ("nobody@example.test", "anna@example.test"):
            page.goto(f"{served.address}/en/imports")
            assert not find_overflow(page)
            said = rows("2026-11-21", assessor)
            choose(page, tmp_path, said)
            line = page.locator("main table tbody th").first
            expect(line).to_be_visible()
            assert line.evaluate(LABEL) == ['"Line"', "block"]
            assert not find_overflow(page)
            assert_accessible(page)
