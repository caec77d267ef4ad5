"""Evidence and reflections in a real browser: what only a script can do."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assess.actor import Actor, Role
from assess.enrolment.models import Enrolment
from tests.evidence_files import jpeg, pdf
from tests.journeys.conftest import PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow


@pytest.fixture
def actor(served: Served) -> Actor:
    return served.world.actor(Role.PRACTITIONER, served.world.provider())


@pytest.fixture
def unit(served: Served, actor: Actor) -> Enrolment:
    return served.world.enrolment(actor, served.world.standard())


def chosen(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_a_pdf_is_sent_by_the_script_and_shown_in_the_page(
    browser_page: Page, served: Served, actor: Actor, unit: Enrolment, tmp_path: Path
) -> None:
    served.let_in(browser_page, actor)
    browser_page.goto(f"{served.address}/cy/evidence/new?unit={unit.id}&criterion=P1")
    browser_page.locator("input[type=file]").set_input_files(
        chosen(tmp_path, "cynllun.pdf", pdf(2))
    )
    browser_page.locator("form[data-upload] button[type=submit]").click()

    expect(browser_page.locator("h1")).to_have_text("cynllun.pdf")
    expect(browser_page.locator(".assess-pdf [role=status]")).to_have_text("Tudalen 1 / 2")
    browser_page.locator(".assess-pdf button").last.click()
    expect(browser_page.locator(".assess-pdf [role=status]")).to_have_text("Tudalen 2 / 2")
    assert_accessible(browser_page)


def test_a_refused_file_leaves_what_was_typed(
    open_window: Opening, served: Served, actor: Actor, unit: Enrolment, tmp_path: Path
) -> None:
    assert unit.id
    with open_window(PHONE) as page:
        served.let_in(page, actor)
        page.goto(f"{served.address}/en/evidence/new")
        page.locator("input[name=title]").fill("My plan")
        page.locator("input[type=file]").set_input_files(chosen(tmp_path, "plan.pdf", jpeg()))
        page.locator("form[data-upload] button[type=submit]").click()

        expect(page.locator(".govuk-error-summary__list")).to_have_text(
            "What is in “plan.pdf” is not what its name says"
        )
        expect(page.locator("input[name=title]")).to_have_value("My plan")
        assert not find_overflow(page)
        assert_accessible(page)


def test_what_was_typed_is_offered_after_the_tab_was_closed(
    browser_page: Page, served: Served, actor: Actor, unit: Enrolment
) -> None:
    address = f"{served.address}/en/units/{unit.id}/reflections/P1"
    served.let_in(browser_page, actor)
    browser_page.goto(address)
    browser_page.locator("textarea[name=words]").fill("Half a thought")
    browser_page.goto(f"{served.address}/en/evidence")

    browser_page.goto(address)

    offered = browser_page.locator("[data-draft-of] pre, [data-local-text]:visible")
    expect(offered.first).to_have_text("Half a thought")
    assert_accessible(browser_page)


def test_what_was_typed_after_the_sessions_end_waits_in_the_browser(
    browser_page: Page, served: Served, actor: Actor, unit: Enrolment
) -> None:
    address = f"{served.address}/en/units/{unit.id}/reflections/P1"
    served.let_in(browser_page, actor)
    browser_page.goto(address)
    browser_page.context.clear_cookies()
    browser_page.locator("textarea[name=words]").fill("Typed too late")
    browser_page.goto(f"{served.address}/en/standards")

    served.let_in(browser_page, actor)
    browser_page.goto(address)
    expect(browser_page.locator("[data-local-text]")).to_have_text("Typed too late")
    browser_page.locator("[data-local-take]").click()

    expect(browser_page.locator("textarea[name=words]")).to_have_value("Typed too late")
    browser_page.locator("form[data-reflection] button[type=submit]").click()
    expect(browser_page.locator("[data-local-offer]")).to_be_hidden()
    expect(browser_page.locator("textarea[name=words]")).to_have_value("Typed too late")


def test_questions_are_shown_where_they_were_asked(served: Served, browser: Browser) -> None:
    world = served.world
    provider = world.provider()
    assessor = world.actor(Role.ASSESSOR, provider)
    practitioner = world.actor(Role.PRACTITIONER, provider)
    unit = world.enrolment(practitioner, world.standard(), assessor=assessor)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    served.let_in(page, assessor)
    page.goto(f"{served.address}/en/units/{unit.id}/record")
    questions = page.locator("#answers")

    expect(page.get_by_label("Observation")).to_be_checked()
    expect(questions).to_be_hidden()
    page.get_by_label("Questioning").check()
    expect(questions).to_be_visible()
    page.get_by_label("Observation").check()
    expect(questions).to_be_hidden()
    page.get_by_label("Questioning").check()
    page.locator("#answer-0").fill("She agreed to it.")
    page.get_by_label("Observation").check()
    expect(questions).to_be_visible()
    context.close()
