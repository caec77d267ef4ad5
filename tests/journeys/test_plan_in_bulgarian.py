"""The plan is filled in in Bulgarian, and its first section becomes evidence for INSSMA11 K4."""

import re
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from assess.actor import Actor, Role
from assess.cli.opening import import_library, import_plan_templates
from assess.db import db
from assess.standards.models import Standard
from tests.journeys.conftest import PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow
from tests.world import MadeStandard

GOAL = {
    "specific": "Повече обаждания до информационната линия",
    "measurable": "300 обаждания на месец",
    "achievable": "Имаме 200 месечно",
    "relevant": "Подкрепя мисията ни",
    "time_bound": "до 31.12.2027",
}


@dataclass(frozen=True)
class Case:
    served: Served
    practitioner: Actor
    assessor: Actor


@pytest.fixture
def case(served: Served) -> Case:
    world = served.world
    with served.app.app_context():
        import_library()
        import_plan_templates()
        found = db.session.scalars(sa.select(Standard).where(Standard.urn == "INSSMA11")).one()
        standard = MadeStandard(found.id, found.urn, found.id, found.id, {})
    provider = world.provider()
    practitioner, assessor = (
        world.actor(role, provider) for role in (Role.PRACTITIONER, Role.ASSESSOR)
    )
    world.enrolment(practitioner, standard, assessor=assessor)
    return Case(served, practitioner, assessor)


def start(case: Case, page: Page) -> None:
    case.served.sign_in(page, case.practitioner)
    page.goto(f"{case.served.address}/en/plans/start")
    page.get_by_label("Title of your plan").fill("План на информационната линия")
    page.get_by_label("Language that you write in").select_option("bg")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("h1")).to_have_text("План на информационната линия")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("The section has been saved.")).to_be_visible()


def fill_goals(page: Page) -> None:
    page.get_by_role("link", name="1. Цели").click()
    for part, words in GOAL.items():
        page.locator(f"#in-goals-0-{part}").fill(words)
    page.locator("#in-mission").fill("Целите подкрепят мисията ни.")
    page.locator("#in-comparison").fill("Две подобни организации имат същите цели.")
    save(page)
    expect(page.get_by_text("This section is complete.")).to_be_visible()


def fill_groups(page: Page) -> None:
    page.get_by_role("link", name="2. Целеви групи").click()
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="Add a row").click()
    expect(rows).to_have_count(4)
    expect(page.locator("#in-groups-3-name")).to_be_focused()
    page.keyboard.type("Журналисти")
    page.locator("#in-groups-3-description").fill("От местните медии")
    rows.nth(1).get_by_role("button", name="Remove this row").click()
    expect(rows).to_have_count(3)
    page.locator("#in-groups-0-name").fill("Младежи")
    page.locator("#in-groups-0-description").fill("От 15 до 25 години")
    save(page)
    expect(rows).to_have_count(2)


def test_a_plan_is_filled_in_in_bulgarian_and_mapped(case: Case, browser_page: Page) -> None:
    page = browser_page
    start(case, page)
    fill_goals(page)
    fill_groups(page)
    page.goto(page.url.replace("target-groups", "integrated-communication"))
    assert_accessible(page)
    page.locator("[id^='in-channels-0-groups']").get_by_label("Журналисти").check()
    page.locator("#in-channels-0-tools").fill("Блог")
    save(page)
    expect(page.get_by_text("Strategy before tactics")).to_be_visible()

    page.goto(page.url.partition("/integrated")[0])
    page.get_by_role("button", name="Put sections forward as evidence").click()
    assert_accessible(page)
    page.get_by_label("K4", exact=False).first.check()
    page.get_by_role("button", name="Put forward as evidence", exact=True).click()
    expect(page.get_by_text("The plan has been put forward as evidence.")).to_be_visible()
    page.get_by_role("link", name="section 1", exact=False).last.click()
    expect(page).to_have_url(re.compile("#section-goals$"))
    expect(page.locator("#section-goals")).to_contain_text(GOAL["specific"])


def test_what_is_typed_in_a_plan_survives_the_end_of_the_browser(
    case: Case, open_window: Opening
) -> None:
    with open_window() as page:
        start(case, page)
        page.get_by_role("link", name="3. Социална стратегия").click()
        with page.expect_response(lambda answer: "/drafts" in answer.url and answer.status == 204):
            page.locator("#in-strategy").fill("Изграждаме общност")
        address = page.url

    with open_window() as page:
        case.served.sign_in(page, case.practitioner)
        page.goto(address)
        page.get_by_role("button", name="Continue with it").click()
        expect(page.locator("#in-strategy")).to_have_value("Изграждаме общност")
        save(page)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_pages_fit_a_phone(case: Case, open_window: Opening, language: str) -> None:
    with open_window(PHONE) as page:
        start(case, page)
        base = page.url.replace("/en/", f"/{language}/")
        for path in (
            *("", "/goals", "/target-groups", "/integrated-communication", "/schedule"),
            *("/budget", "/evidence", "/details"),
        ):
            page.goto(f"{base}{path}")
            assert find_overflow(page) == []
            assert_accessible(page)
