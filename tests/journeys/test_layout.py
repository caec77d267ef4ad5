"""What every page shares: the header's menus, the change of language, print, weight."""

import pytest
from playwright.sync_api import Browser, Page, expect

from assess.actor import Actor, Role
from assess.bilingual import Language
from tests.journeys.conftest import DESKTOP
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, watch

HEAVIEST = 100 * 1024


@pytest.fixture
def practitioner(served: Served) -> Actor:
    """Somebody who is a practitioner at one provider and an assessor at another."""
    world = served.world
    person = world.person(name="Catrin Evans", language=Language.WELSH)
    world.actor(Role.ASSESSOR, world.provider(name_cy="Darparwr Arall"), person)
    return world.actor(Role.PRACTITIONER, world.provider(name_cy="Hyfforddiant Hafren"), person)


def test_somebody_signs_in_switches_role_and_signs_out(
    browser_page: Page, served: Served, practitioner: Actor
) -> None:
    page = browser_page
    served.sign_in(page, practitioner)
    menu = page.locator("details.assess-account")

    menu.locator("summary").click()
    other = menu.get_by_role("button", name="Ymarferydd").or_(
        menu.get_by_role("button", name="Aseswr")
    )
    switched_to = "Ymarferydd" if "Ymarferydd" in other.inner_text() else "Aseswr"
    other.click()

    expect(menu.locator("summary")).to_contain_text(switched_to)
    menu.locator("summary").click()
    menu.get_by_role("button", name="Allgofnodi").click()
    expect(menu).to_have_count(0)


def test_the_account_menu_works_by_keyboard_and_is_accessible_when_open(
    phone_page: Page, served: Served, practitioner: Actor
) -> None:
    page = phone_page
    served.let_in(page, practitioner)
    page.goto(f"{served.address}/cy/help")
    menu = page.locator("details.assess-account")

    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    assert_accessible(page)
    page.keyboard.press("Escape")

    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_a_change_of_language_keeps_what_is_typed_but_no_password(
    browser_page: Page, served: Served
) -> None:
    page = browser_page
    page.goto(f"{served.address}/en/sign-in")
    page.locator("input[name=email]").fill("catrin@example.test")
    page.locator("input[name=password]").fill("not to be kept")

    page.get_by_role("link", name="Cymraeg").click()

    expect(page).to_have_url(f"{served.address}/cy/sign-in")
    expect(page.locator("input[name=email]")).to_have_value("catrin@example.test")
    expect(page.locator("input[name=password]")).to_have_value("")
    page.reload()
    expect(page.locator("input[name=email]")).to_have_value("")


def test_the_language_changes_without_javascript(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=served.address)
    page = context.new_page()
    page.goto("/en/standards?search=ŵ")

    page.get_by_role("link", name="Cymraeg").click()

    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("main input[name=search]")).to_have_value("ŵ")
    context.close()


def test_a_printed_page_has_no_menus(
    browser_page: Page, served: Served, practitioner: Actor
) -> None:
    page = browser_page
    served.let_in(page, practitioner)
    page.goto(f"{served.address}/en/help")

    page.emulate_media(media="print")

    for part in ("nav", "details.assess-account", "footer"):
        for one in page.locator(part).all():
            expect(one).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_a_first_page_weighs_at_most_a_hundred_kilobytes(
    browser: Browser, served: Served, practitioner: Actor
) -> None:
    with watch(browser, served.address, size=DESKTOP) as page:
        served.let_in(page, practitioner)
        sizes: list[int] = []
        page.on(
            "requestfinished",
            lambda request: sizes.append(request.sizes()["responseBodySize"]),
        )
        page.goto(f"{served.address}/en/", wait_until="networkidle")

    assert len(sizes) > 4
    assert sum(sizes) <= HEAVIEST


def test_an_address_that_is_no_page_is_answered_accessibly(
    phone_page: Page, served: Served
) -> None:
    answer = phone_page.goto(f"{served.address}/cy/dim-byd")

    assert answer is not None
    assert answer.status == 404
    assert_accessible(phone_page)
