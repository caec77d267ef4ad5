"""Scans, which pdf.js reads with WebAssembly, in a real browser."""

from pathlib import Path

from playwright.sync_api import Page, expect

from assess.actor import Role
from tests.evidence_files import jbig2_pdf
from tests.journeys.served import Served

LEFT_AND_RIGHT = """(canvas) => [0.25, 0.75].map((across) => {
  const [x, y] = [canvas.width * across, canvas.height / 2];
  const [red, green, blue, shown] = canvas.getContext("2d").getImageData(x, y, 1, 1).data;
  return shown && red + green + blue < 100 ? "black" : "white";
})"""
MAY_COMPILE = """() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
  .then(() => true, () => false)"""


def show_scan(browser_page: Page, served: Served, tmp_path: Path) -> None:
    actor = served.world.actor(Role.PRACTITIONER, served.world.provider())
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(jbig2_pdf())
    served.let_in(browser_page, actor)
    browser_page.goto(f"{served.address}/en/evidence/new")
    browser_page.locator("input[type=file]").set_input_files(scan)
    browser_page.locator("form[data-upload] button[type=submit]").click()

    expect(browser_page.locator(".assess-pdf [role=status]")).to_have_text("Page 1 / 1")
    # The number of the page comes before its picture.
    browser_page.wait_for_function(
        f"() => ({LEFT_AND_RIGHT})(document.querySelector('.assess-pdf canvas'))[0] === 'black'"
    )


def test_a_scan_in_jbig2_is_drawn_in_the_page(
    browser_page: Page, served: Served, tmp_path: Path
) -> None:
    show_scan(browser_page, served, tmp_path)

    canvas = browser_page.locator(".assess-pdf canvas")
    assert canvas.evaluate(LEFT_AND_RIGHT) == ["black", "white"]


def test_the_reader_of_scans_may_compile_and_no_page_may(
    browser_page: Page, served: Served, tmp_path: Path
) -> None:
    messages: list[str] = []
    browser_page.on("console", lambda message: messages.append(message.text))
    show_scan(browser_page, served, tmp_path)

    (worker,) = browser_page.workers
    assert worker.evaluate(MAY_COMPILE)
    assert not browser_page.evaluate(MAY_COMPILE)
    assert not [one for one in messages if "JBIG2" in one or "JBig2" in one]
