"""An assessor at the desk, by keyboard alone."""

import io
from dataclasses import dataclass
from uuid import UUID

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from assess.actor import Actor, Role
from assess.assessment.models import Decision, Judgement, Request
from assess.assessment.service import submit_criteria
from assess.bilingual import Language
from assess.db import db, new_id, writing
from assess.evidence.models import EvidenceFile, Mapping
from assess.evidence.rules import EvidenceForm, LocatorKind
from assess.files import receive_bytes
from assess.web.session import WebSession
from tests.journeys.conftest import DESKTOP, PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow
from tests.world import NOW, MadeStandard


@dataclass(frozen=True)
class Laid:
    """A desk with a plan of three pages, submitted for three criteria, and a text after it."""

    served: Served
    assessor: Actor
    unit_id: UUID
    standard: MadeStandard

    def address(self, language: str = "en") -> str:
        return f"{self.served.address}/{language}/units/{self.unit_id}/desk"

    def count(self, table: type[Decision | Judgement | Request]) -> int:
        with self.served.app.app_context():
            return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


@pytest.fixture
def laid(served: Served) -> Laid:
    world = served.world
    provider = world.provider()
    practitioner = world.actor(Role.PRACTITIONER, provider)
    assessor = world.actor(Role.ASSESSOR, provider)
    standard = world.standard()
    unit = world.enrolment(practitioner, standard, assessor=assessor)
    version_id = new_id()
    plan = world.evidence(
        practitioner, title="The plan", form=EvidenceForm.FILES, text="", id=version_id
    )
    stored = receive_bytes(world.files, plan_of_three_pages())
    world.save(
        EvidenceFile(
            id=new_id(),
            provider_id=provider.id,
            evidence_version_id=version_id,
            position=0,
            name="plan.pdf",
            media_type="application/pdf",
            size=stored.size,
            sha256=stored.sha256,
            pages=3,
        )
    )
    for label in ("P1", "P2", "P3"):
        mapping = world.mapping(plan, unit, standard.criteria[label])
        if label == "P1":
            point_to_page(served, mapping.id, "2")
    note = world.evidence(practitioner, title="The note")
    world.mapping(note, unit, standard.criteria["K1"])
    with served.app.app_context(), writing() as session:
        submit_criteria(
            session,
            actor=practitioner,
            now=NOW,
            unit_id=unit.id,
            criterion_ids=[standard.criteria[label] for label in ("P1", "P2", "P3")],
            declaration="My own work.",
            declaration_language=Language.ENGLISH,
            help_used="None.",
        )
    return Laid(served, assessor, unit.id, standard)


def add_minutes(laid: Laid) -> None:
    """Put minutes of three pages behind the plan, with P2 shown on their last page."""
    with laid.served.app.app_context():
        session = db.session()
        plan = session.scalars(sa.select(EvidenceFile)).one()
        columns = {each.name: getattr(plan, each.name) for each in EvidenceFile.__table__.columns}
        stored = receive_bytes(laid.served.world.files, plan_of_three_pages() + b"\n")
        minutes = EvidenceFile(
            **columns
            | {"id": new_id(), "position": 1, "name": "minutes.pdf", "sha256": stored.sha256}
        )
        session.add(minutes)
        session.flush()
        mapping = session.scalars(
            sa.select(Mapping).where(Mapping.criterion_id == laid.standard.criteria["P2"])
        ).one()
        mapping.locator_kind, mapping.locator = LocatorKind.PAGE, "3"
        mapping.file_id = minutes.id
        session.flush()
        session.info.clear()
        session.commit()


def point_to_page(served: Served, mapping_id: UUID, number: str) -> None:
    with served.app.app_context():
        session = db.session()
        mapping = session.get_one(Mapping, mapping_id)
        mapping.locator_kind, mapping.locator = LocatorKind.PAGE, number
        session.flush()
        session.info.clear()
        session.commit()


def plan_of_three_pages() -> bytes:
    data = io.BytesIO()
    canvas = Canvas(
        data,
        pagesize=(300, 400),
        initialFontName="Helvetica",  # type: ignore[arg-type] # the stub says a number
    )
    for number in (1, 2, 3):
        canvas.drawString(40, 300, f"What stands on page {number}")
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_three_criteria_are_decided_with_one_judgement_by_keyboard_alone(
    laid: Laid, browser_page: Page
) -> None:
    page = browser_page
    laid.served.let_in(page, laid.assessor)
    page.goto(laid.address())
    expect(page.locator(".desk-pdf__here")).to_have_text("page 2 of 3")
    expect(page.locator(".desk-pdf__text")).to_contain_text("What stands on page 2")

    press(page, "n", "x")
    expect(page.locator("#tick-P1")).to_be_focused()
    press(page, "n", "x", "n", "x")
    expect(page.locator("#ticked")).to_have_text("Ticked: P1, P2, P3")
    press(page, "a")
    expect(page.locator("#ticked")).to_have_text("No criterion is ticked")
    press(page, "a")
    expect(page.locator("#desk-say")).to_have_text("Ticked: P1, P2, P3")
    press(page, "m", "f")
    expect(page.locator("#feedback")).to_be_focused()
    page.keyboard.type("Some new things, plainly put: next time, more.")
    expect(page.locator("#feedback")).to_have_value(
        "Some new things, plainly put: next time, more."
    )
    press(page, "Escape", "s")

    expect(page.locator("#saved")).to_contain_text(": P1, P2, P3")
    expect(page.locator("#saved")).to_contain_text("Saved ")
    for label in ("P1", "P2", "P3"):
        expect(page.locator(f"#criterion-{label} .assess-state")).to_have_text("Met")
        expect(page.locator(f"#criterion-{label}")).to_contain_text("more.")
    expect(page.locator("#feedback")).to_have_value("")
    assert laid.count(Judgement) == 1
    assert laid.count(Decision) == 3
    assert_accessible(page)


def test_a_question_is_asked_and_evidence_is_turned_by_keyboard(
    laid: Laid, browser_page: Page
) -> None:
    page = browser_page
    laid.served.let_in(page, laid.assessor)
    page.goto(laid.address())

    press(page, "n", "x")
    page.locator(".desk-ask summary").press("Enter")
    page.locator("#words").fill("Who agreed to it?")
    page.locator(".desk-send").press("Enter")
    expect(page.locator("#saved")).to_contain_text("Sent ")
    expect(page.locator("#criterion-P1")).to_contain_text("Who agreed to it?")
    press(page, "Escape", "]")

    expect(page.locator("#evidence-title")).to_have_text("E2 The note")
    expect(page.locator("#evidence")).to_be_focused()
    press(page, "[")
    expect(page.locator("#evidence-title")).to_have_text("E1 The plan")
    assert laid.count(Request) == 1
    assert laid.count(Decision) == 0


def test_the_keys_are_shown_and_can_be_switched_off(laid: Laid, browser_page: Page) -> None:
    page = browser_page
    laid.served.let_in(page, laid.assessor)
    page.goto(laid.address())

    press(page, "?")
    expect(page.locator("#desk-keys")).to_be_visible()
    assert_accessible(page)
    page.locator("#keys-on").uncheck()
    press(page, "Escape", "n", "x", "?")
    expect(page.locator("#desk-keys")).to_be_hidden()
    expect(page.locator("#tick-P1")).not_to_be_checked()
    page.reload()
    press(page, "n", "x")
    expect(page.locator("#tick-P1")).not_to_be_checked()
    page.locator("[data-show-keys]").click()
    expect(page.locator("#desk-keys")).to_be_visible()


def test_the_pages_of_a_document_are_turned_and_a_place_is_jumped_to(
    laid: Laid, browser_page: Page
) -> None:
    page = browser_page
    laid.served.let_in(page, laid.assessor)
    page.goto(laid.address())
    here = page.locator(".desk-pdf__here")
    expect(here).to_have_text("page 2 of 3")

    page.get_by_role("button", name="Next page").click()
    expect(here).to_have_text("page 3 of 3")
    page.get_by_role("button", name="Larger").click()
    expect(page.get_by_role("img", name="plan.pdf, page 3 of 3")).to_be_visible()
    page.locator("#criterion-P1 a.desk-place").click()
    expect(here).to_have_text("page 2 of 3")


def test_what_is_wrong_is_said_beside_the_field(laid: Laid, browser_page: Page) -> None:
    page = browser_page
    laid.served.let_in(page, laid.assessor)
    page.goto(laid.address())

    press(page, "n", "t", "s")

    expect(page.locator("#feedback-error")).to_contain_text("Write feedback")
    expect(page.locator("#feedback")).to_be_focused()
    assert_accessible(page)
    assert laid.count(Decision) == 0


def test_typed_feedback_outlives_a_session_and_a_reload(laid: Laid, browser_page: Page) -> None:
    page = browser_page
    laid.served.let_in(page, laid.assessor)
    page.goto(laid.address())
    press(page, "n", "x", "m", "f")
    page.keyboard.type("Kept.")
    with laid.served.app.app_context():
        db.session.execute(sa.delete(WebSession))
        db.session.commit()

    press(page, "Escape", "s")
    expect(page.locator("#desk-alert")).to_contain_text("you have been signed out")
    expect(page.locator("#feedback")).to_have_value("Kept.")
    page.context.clear_cookies()
    laid.served.let_in(page, laid.assessor)
    press(page, "s")
    expect(page.locator("#saved")).to_contain_text("Saved ")
    assert laid.count(Decision) == 1
    page.locator("#feedback").fill("For later.")
    page.reload()
    expect(page.locator("#feedback")).to_have_value("For later.")
    expect(page.locator("#saved")).to_contain_text("It has not been saved")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_desk_is_accessible_and_no_wider_than_the_window(
    laid: Laid, open_window: Opening, size: tuple[int, int], language: str
) -> None:
    with open_window(size, language) as page:
        laid.served.let_in(page, laid.assessor)
        page.goto(laid.address(language))
        expect(page.locator(".desk-pdf__text")).to_contain_text("What stands on page 2")
        for details in page.locator(".desk details").all():
            details.evaluate("(part) => { part.open = true; }")

        assert_accessible(page)
        assert not find_overflow(page)


def test_the_two_sides_scroll_by_themselves_on_a_wide_screen(
    laid: Laid, browser_page: Page
) -> None:
    page = browser_page
    laid.served.let_in(page, laid.assessor)
    page.goto(laid.address())
    left, right = page.locator("#evidence").bounding_box(), page.locator("#criteria").bounding_box()

    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    assert left["height"] <= DESKTOP[1]


def test_each_file_opens_at_its_own_page_and_a_place_jumps_into_its_own_file(
    laid: Laid, browser_page: Page
) -> None:
    add_minutes(laid)
    page = browser_page
    laid.served.let_in(page, laid.assessor)
    page.goto(laid.address())
    plan, minutes = page.locator(".desk-pdf__here").all()
    expect(plan).to_have_text("page 2 of 3")
    expect(minutes).to_have_text("page 3 of 3")

    minutes.locator("..").locator("[data-turn='-1']").click()
    expect(minutes).to_have_text("page 2 of 3")
    page.get_by_role("link", name="page 3 in minutes.pdf").click()

    expect(minutes).to_have_text("page 3 of 3")
    expect(plan).to_have_text("page 2 of 3")
    assert_accessible(page)
