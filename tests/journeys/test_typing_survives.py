"""Whatever happens while somebody types, their words are there when they come back."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from assess.actor import Actor, Role
from assess.db import db
from assess.drafts.models import Draft
from tests.journeys.conftest import FLAGS, PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow

WORDS = "Gwrandewais ar bawb 😀 كل واحد"
FORM = "form[data-reflection]"
KEPT = "What you typed is kept, but not saved as a version yet."


@pytest.fixture
def actor(served: Served) -> Actor:
    return served.world.actor(Role.PRACTITIONER, served.world.provider())


def start(page: Page, served: Served, words: str = WORDS) -> None:
    """Begin a reflection by the stages of a model."""
    page.goto(f"{served.address}/en/reflections/new")
    page.locator("#title").fill("Listening")
    page.locator("#model").select_option("what")
    page.locator("#what").fill(words)


def expect_whole(page: Page, served: Served, words: str = WORDS) -> None:
    """Go on with what was left, and save it."""
    page.goto(f"{served.address}/en/reflections")
    page.get_by_role("link", name="Listening").click()
    expect(page.locator("#title")).to_have_value("Listening")
    expect(page.locator("#what")).to_have_value(words)
    page.locator(f"{FORM} button[type=submit]").last.click()
    expect(page.locator("h1")).to_have_text("Listening")
    expect(page.locator("main .assess-own-words").first).to_have_text(words)


def test_a_browser_killed_while_typing_loses_nothing(
    served: Served, open_window: Opening, actor: Actor
) -> None:
    with open_window(PHONE) as page:
        served.let_in(page, actor)
        start(page, served)
        expect(page.locator("[data-saved]")).to_have_text(KEPT)
    with open_window(PHONE) as page:
        served.let_in(page, actor)
        page.goto(f"{served.address}/en/reflections/new")
        expect(page.locator("[data-draft-of] pre")).to_have_text(f"Listening\n\n{WORDS}")
        assert_accessible(page)
        assert not find_overflow(page)
        expect_whole(page, served)
        page.goto(f"{served.address}/en/reflections/new")
        expect(page.locator("[data-draft-of]")).to_have_count(0)
        expect(page.locator("[data-local-offer]")).to_be_hidden()


def test_a_browser_killed_without_a_connection_keeps_it_itself(
    served: Served, playwright: Playwright, actor: Actor, tmp_path: Path
) -> None:
    with profile(playwright, tmp_path) as context:
        page = context.new_page()
        served.let_in(page, actor)
        page.goto(f"{served.address}/en/reflections/new")
        context.set_offline(offline=True)
        page.locator("#title").fill("Listening")
        page.locator("#words").fill(WORDS)
        expect(page.locator("[data-saved]")).to_contain_text("kept in this browser")
    with profile(playwright, tmp_path) as context:
        page = context.new_page()
        served.let_in(page, actor)
        page.goto(f"{served.address}/en/reflections/new")
        expect(page.locator("[data-local-text]")).to_have_text(f"Listening\n\n{WORDS}")
        page.locator("[data-local-take]").click()
        expect(page.locator("#title")).to_have_value("Listening")
        expect(page.locator("#words")).to_have_value(WORDS)
        page.locator(f"{FORM} button[type=submit]").last.click()
        expect(page.locator("h1")).to_have_text("Listening")
        page.goto(f"{served.address}/en/reflections/new")
        expect(page.locator("[data-local-offer]")).to_be_hidden()


@contextmanager
def profile(playwright: Playwright, folder: Path) -> Iterator[BrowserContext]:
    """Open a browser that keeps its store in a folder, and kill it at the end."""
    context = playwright.chromium.launch_persistent_context(
        str(folder / "profile"), executable_path=shutil.which("chromium"), args=FLAGS
    )
    try:
        yield context
    finally:
        context.close()


def test_signing_out_in_the_middle_of_a_sentence_loses_nothing(
    served: Served, browser_page: Page, actor: Actor
) -> None:
    page = browser_page
    served.sign_in(page, actor)
    start(page, served)
    page.locator(".assess-account summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{served.address}/en/signed-out")

    served.sign_in(page, actor)

    expect_whole(page, served)


def test_a_session_that_ended_while_typing_loses_nothing(
    served: Served, browser_page: Page, actor: Actor
) -> None:
    page = browser_page
    served.let_in(page, actor)
    page.goto(f"{served.address}/en/reflections/new")
    page.context.clear_cookies()
    page.locator("#title").fill("Listening")
    page.locator("#words").fill(WORDS)
    page.locator(f"{FORM} button[type=submit]").last.click()
    expect(page).to_have_url(f"{served.address}/en/sign-in")

    served.let_in(page, actor)
    page.goto(f"{served.address}/en/reflections/new")

    expect(page.locator("[data-local-text]")).to_have_text(f"Listening\n\n{WORDS}")
    page.locator("[data-local-take]").click()
    page.locator(f"{FORM} button[type=submit]").last.click()
    expect(page.locator("main .assess-own-words").first).to_have_text(WORDS)


def test_what_was_saved_is_not_offered_as_unsaved(
    served: Served, browser_page: Page, actor: Actor
) -> None:
    page = browser_page
    served.let_in(page, actor)
    start(page, served)
    page.locator(f"{FORM} button[type=submit]").last.click()
    expect(page.locator("h1")).to_have_text("Listening")

    page.goto(f"{served.address}/en/reflections/new")
    expect(page.locator("#title")).to_have_value("")
    expect(page.locator("[data-local-offer]")).to_be_hidden()
    page.wait_for_function("Object.keys(localStorage).length === 0")
    with served.app.app_context():
        assert db.session.query(Draft).count() == 0


def test_a_change_of_language_goes_on_with_the_same_draft(
    served: Served, browser_page: Page, actor: Actor
) -> None:
    page = browser_page
    served.let_in(page, actor)
    start(page, served)
    expect(page.locator("[data-saved]")).to_have_text(KEPT)
    page.get_by_role("link", name="Cymraeg").click()

    expect(page).to_have_url(f"{served.address}/cy/reflections/new")
    expect(page.locator("#what")).to_have_value(WORDS)
    expect(page.locator("[data-draft-of]")).to_be_hidden()
    page.locator(f"{FORM} button[type=submit]").last.click()
    expect(page.locator("h1")).to_have_text("Listening")
    with served.app.app_context():
        assert db.session.query(Draft).count() == 0


def test_changing_the_model_shows_its_stages_at_once_and_keeps_what_was_written(
    served: Served, browser_page: Page, actor: Actor
) -> None:
    page = browser_page
    served.let_in(page, actor)
    page.goto(f"{served.address}/cy/reflections/new")
    expect(page.locator("[data-switch]")).to_have_count(0)
    page.locator("#words").fill("Am ddim")
    page.locator("#model").select_option("gibbs")

    expect(page.locator("#action_plan")).to_be_visible()
    expect(page.locator("#words")).to_have_value("Am ddim")
    expect(page.locator('[data-model="free"] [data-not-chosen]')).to_be_visible()
    page.locator("#words").fill("")
    page.locator("#model").select_option("kolb")
    expect(page.locator("#words")).to_be_hidden()
    expect(page.locator("#action_plan")).to_be_hidden()
    expect(page.locator("#experience")).to_be_visible()
    assert_accessible(page)


def test_the_model_is_changed_by_a_button_without_scripts(
    served: Served, open_plain: Callable[[], Page], actor: Actor
) -> None:
    page = open_plain()
    served.let_in(page, actor)
    page.goto(f"{served.address}/en/reflections/new")
    page.locator("#words").fill("Free words")
    page.locator("#model").select_option("kolb")
    page.locator("[data-switch]").click()

    expect(page.locator("#experience")).to_be_visible()
    expect(page.locator("#words")).to_have_value("Free words")


@pytest.fixture
def open_plain(served: Served, browser_page: Page) -> Iterator[Callable[[], Page]]:
    """Open windows in which no script runs."""
    assert served
    browser = browser_page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page
    context.close()
