"""A CPD record kept on a phone, in Welsh: one activity is CPD and evidence."""

from uuid import UUID

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from assess.actor import Actor, Role
from assess.cli.opening import import_library
from assess.db import db
from assess.standards.models import Criterion, Standard
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow
from tests.world import MadeStandard


@pytest.fixture
def actor(served: Served) -> Actor:
    return served.world.actor(Role.PRACTITIONER, served.world.provider())


@pytest.fixture
def unit_id(served: Served, actor: Actor) -> UUID:
    """Enrol the practitioner on INSSMA11 as it is published."""
    with served.app.app_context():
        import_library()
        session = db.session()
        standard = session.scalars(sa.select(Standard).where(Standard.urn == "INSSMA11")).one()
        labels = session.execute(
            sa.select(Criterion.label, Criterion.id).where(Criterion.standard_id == standard.id)
        )
        assert standard.text_en_id
        assert standard.text_cy_id
        made = MadeStandard(
            standard.id,
            standard.urn,
            standard.text_en_id,
            standard.text_cy_id,
            {row.label: row.id for row in labels},
        )
    return served.world.enrolment(actor, made).id


def _press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def _follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def _looks_right(page: Page) -> None:
    assert not find_overflow(page)
    assert_accessible(page)


def test_an_activity_logged_in_welsh_is_mapped_to_k6_and_is_evidence_too(
    phone_page: Page, served: Served, actor: Actor, unit_id: UUID
) -> None:
    page = phone_page
    served.let_in(page, actor)
    page.goto(f"{served.address}/cy/cpd")
    _looks_right(page)
    _press(page, "Cofnodi neu gynllunio gweithgaredd")

    page.get_by_label("Teitl").fill("Darllen am adolygu ymgyrchoedd")
    page.get_by_label("Math o weithgaredd").select_option("self-directed")
    page.locator("#amount").fill("2h30")
    page.get_by_text("Rhagor: dysgu a rhoi ar waith").click()
    page.get_by_label("Yr hyn a ddysgais i").fill("Myfyrio wedyn. 🌱")
    _looks_right(page)
    _press(page, "Cadw fel wedi’i wneud")  # noqa: RUF001 (as Welsh writes it)

    expect(page.locator("h1")).to_have_text("Darllen am adolygu ymgyrchoedd")
    expect(page.locator("main")).to_contain_text("2.5 awr")
    _follow(page, "Ei gysylltu â meini prawf")
    _looks_right(page)
    _follow(page, "INSSMA11")
    page.locator("label", has=page.locator("strong", has_text="K6")).click()
    _looks_right(page)
    _press(page, "Cadw")
    expect(page.locator("main")).to_contain_text("INSSMA11 K6")
    _looks_right(page)
    _press(page, "Ei ddefnyddio fel tystiolaeth")

    expect(page.locator("h1")).to_have_text("Darllen am adolygu ymgyrchoedd")
    expect(page.locator("main")).to_contain_text("INSSMA11 K6")
    page.goto(f"{served.address}/cy/units/{unit_id}/K6")
    expect(page.locator("main")).to_contain_text("Darllen am adolygu ymgyrchoedd")
    page.goto(f"{served.address}/cy/cpd")
    expect(page.locator("section[aria-labelledby=reflected]")).to_contain_text(
        "Darllen am adolygu ymgyrchoedd"
    )
    _looks_right(page)


def test_an_activity_that_was_begun_is_continued_from_the_cpd_page(
    phone_page: Page, served: Served, actor: Actor
) -> None:
    page = phone_page
    served.let_in(page, actor)
    page.goto(f"{served.address}/en/cpd/activities/new")
    with page.expect_response(lambda answer: answer.url.endswith("/drafts")):
        page.get_by_label("Title").fill("Half a title")

    page.goto(f"{served.address}/en/cpd")
    begun = page.locator("section[aria-labelledby=drafts]")
    expect(begun).to_contain_text("Half a title")
    begun.get_by_role("link").click()

    expect(page.get_by_label("Title")).to_have_value("Half a title")
    page.get_by_label("Kind of activity").select_option("formal")
    _press(page, "Save as done")
    expect(page.locator("h1")).to_have_text("Half a title")
    page.goto(f"{served.address}/en/cpd")
    expect(begun).to_have_count(0)
