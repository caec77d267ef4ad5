"""A manager finds who is stuck, by keyboard, and plans a session for them; everybody is told."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from assess.actor import Actor, Role
from assess.enrolment.models import Enrolment
from assess.mail import MemoryMailer
from assess.web.mailing import send_due_mail
from tests.journeys.conftest import DESKTOP, PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow
from tests.world import MadeStandard

TODAY = datetime.now(UTC).date()
DAY = TODAY + timedelta(days=14)


@pytest.fixture
def people(served: Served) -> tuple[Actor, Actor, Enrolment]:
    """A provider with a manager, and two practitioners of whom Bethan has not begun."""
    world = served.world
    provider = world.provider(name_en="Severn Training", name_cy="Hyfforddiant Hafren")
    manager = world.actor(Role.MANAGER, provider, world.person(name="Gareth Hughes"))
    assessor = world.actor(Role.ASSESSOR, provider, world.person(name="Siân Ŵyn"))
    aled = world.actor(Role.PRACTITIONER, provider, world.person(name="Aled Rees"))
    bethan = world.actor(Role.PRACTITIONER, provider, world.person(name="Bethan Lloyd"))
    standard: MadeStandard = world.standard("INSSMA99", performance=8, knowledge=6)
    dates = TODAY - timedelta(days=60), TODAY + timedelta(days=60)
    first = world.enrolment(
        aled, standard, assessor=assessor, cohort="Autumn", starts_on=TODAY, ends_on=dates[1]
    )
    second = world.enrolment(
        bethan, standard, assessor=assessor, cohort="Spring", starts_on=dates[0], ends_on=dates[1]
    )
    world.mapping(world.evidence(aled), first, standard.criteria["P1"])
    return manager, bethan, second


def test_from_the_map_to_a_session(
    served: Served, open_window: Opening, people: tuple[Actor, Actor, Enrolment]
) -> None:
    manager, bethan, unit = people
    with open_window(DESKTOP) as page:
        served.let_in(page, manager)
        page.goto(f"{served.address}/en/units")
        page.get_by_role("link", name="Map", exact=True).click()
        names = page.locator("table[data-map] tbody th a")
        expect(names).to_have_text(["Aled Rees", "Bethan Lloyd"])
        assert_accessible(page)

        page.get_by_label("Order").select_option(label="Most stuck first")
        page.get_by_role("button", name="Show").click()
        expect(names).to_have_text(["Bethan Lloyd", "Aled Rees"])
        page.get_by_label("Cohort").select_option(label="Spring")
        page.get_by_role("button", name="Show").click()
        expect(names).to_have_text(["Bethan Lloyd"])
        page.get_by_label("Cohort").select_option(label="Every cohort")
        page.get_by_role("button", name="Show").click()

        _go_by_arrows(page, unit)
        page.go_back()
        _plan(page)
    with open_window(PHONE) as page:
        served.let_in(page, bethan)
        page.goto(f"{served.address}/en/")
        expect(page.get_by_text("Bring your plan.")).to_be_visible()
        assert not find_overflow(page)
        page.wait_for_load_state("networkidle")
    _check_mail(served)


def _go_by_arrows(page: Page, unit: Enrolment) -> None:
    """Reach the third criterion of the first row by arrow keys, and open it."""
    cells = page.locator("table[data-map] tbody td a")
    # The page's script has come once only one cell is left in the way of the Tab key.
    expect(cells.nth(2)).to_have_attribute("tabindex", "-1")
    cells.first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
    expect(cells.nth(2)).to_be_focused()
    expect(page.locator("table[data-map] tbody td a[tabindex='0']")).to_have_count(1)
    page.keyboard.press("End")
    expect(cells.nth(13)).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator("table[data-map] tbody th a").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.split('/en/')[0]}/en/units/{unit.id}/P1")


def _plan(page: Page) -> None:
    page.get_by_role("link", name="P2", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who has not met P2")
    assert_accessible(page)
    page.get_by_label("Invite Aled Rees").uncheck()
    for part, value in (("Day", DAY.day), ("Month", DAY.month), ("Year", DAY.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_label("Time", exact=True).fill("14:00")
    page.get_by_label("Place", exact=True).fill("Room 2")
    page.get_by_label("What it is for, and what to bring").fill("Bring your plan.")
    page.get_by_role("button", name="Plan the session").click()
    expect(page.get_by_text("The session is planned, and everybody has been told.")).to_be_visible()
    expect(page.get_by_text("1 invited")).to_be_visible()
    assert_accessible(page)


def _check_mail(served: Served) -> None:
    mailer = MemoryMailer()
    with served.app.test_request_context():
        send_due_mail(mailer, address=served.address)
    [mail] = mailer.sent
    assert mail.to_name == "Bethan Lloyd"
    assert mail.invitation is not None
    assert b"METHOD:REQUEST" in mail.invitation
    assert DAY.strftime("DTSTART;TZID=Europe/London:%Y%m%dT140000").encode() in mail.invitation


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_heads_stay_in_sight_and_the_page_does_not_scroll_sideways(
    served: Served,
    open_window: Opening,
    people: tuple[Actor, Actor, Enrolment],
    size: tuple[int, int],
) -> None:
    with open_window(size, "cy") as page:
        served.let_in(page, people[0])
        page.goto(f"{served.address}/cy/units/map")
        name = page.locator("table[data-map] tbody th").first
        before = name.bounding_box()
        page.locator(".assess-map").evaluate("(map) => { map.scrollLeft = 400; }")
        after = name.bounding_box()

        assert before is not None
        assert after is not None
        assert before["x"] == after["x"]
        assert not find_overflow(page)
        assert_accessible(page)
        page.wait_for_load_state("networkidle")


def test_without_scripts_every_cell_is_reached_by_tab(
    served: Served, people: tuple[Actor, Actor, Enrolment], open_window: Opening
) -> None:
    with open_window() as page:
        page.route(
            "**/map.js*", lambda route: route.fulfill(body="", content_type="text/javascript")
        )
        served.let_in(page, people[0])
        page.goto(f"{served.address}/en/units/map")

        assert page.locator("table[data-map] tbody td a[tabindex]").count() == 0
        page.wait_for_load_state("networkidle")
