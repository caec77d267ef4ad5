"""A question leads to a notification and a digest in Welsh, which its link ends."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from assess.actor import Actor, Role
from assess.app import _say
from assess.assessment.service import ask_question
from assess.bilingual import Language
from assess.clocks.rules import LONDON
from assess.db import db, writing
from assess.mail import SmtpMailer
from assess.notifications.service import send_digests
from assess.people.models import Provider
from assess.web.mailing import send_due_mail
from tests.inbox import open_inbox
from tests.journeys.conftest import PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.watching import assert_accessible, find_overflow


@pytest.fixture
def sian(served: Served) -> Actor:
    world = served.world
    person = world.person(name="Siân Ŵyn", language=Language.WELSH)
    return world.actor(Role.PRACTITIONER, world.provider(), person)


def ask(served: Served, practitioner: Actor) -> None:
    """Let an assessor of hers ask something about each of two criteria."""
    world = served.world
    with world.context():
        provider = db.session.get_one(Provider, practitioner.provider_id)
    assessor = world.actor(Role.ASSESSOR, provider)
    standard = world.standard("INSSMA99")
    unit = world.enrolment(practitioner, standard, assessor=assessor)
    for label in ("P1", "P2"):
        with world.context(), writing() as session:
            ask_question(
                session,
                actor=assessor,
                now=datetime.now(UTC),
                unit_id=unit.id,
                criterion_ids=[standard.criteria[label]],
                words="Something private.",
                language="en",
            )


def next_seven() -> datetime:
    tomorrow = datetime.now(LONDON).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(7), LONDON)


def digest_of(served: Served) -> tuple[str, str]:
    """Do the morning's work over a real mail server; give the mail's subject and text."""
    with open_inbox() as (inbox, settings), served.app.app_context():
        send_digests(now=next_seven(), say=_say)
        send_due_mail(SmtpMailer(settings), address=served.address, now=next_seven())
        [mail] = inbox.mails
        return str(mail["Subject"]), str(mail.get_content())


def choose_daily(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/cy/account/mail")
    page.locator("select[name=question]").select_option("daily")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("Mae eich dewisiadau")


def test_a_question_becomes_a_notification_and_a_digest_that_its_link_ends(
    browser_page: Page, open_window: Opening, served: Served, sian: Actor
) -> None:
    served.let_in(browser_page, sian)
    choose_daily(browser_page, served)
    ask(served, sian)

    browser_page.goto(f"{served.address}/cy/notifications")
    expect(browser_page.locator(".assess-account__new")).to_contain_text("2")
    assert_accessible(browser_page)
    browser_page.locator("main li a").first.click()
    expect(browser_page).to_have_url(re.compile("/cy/requests/"))
    expect(browser_page.locator(".assess-account__new")).to_contain_text("1")

    subject, text = digest_of(served)
    assert subject == "Mae un peth newydd i chi ar Asesu"
    assert "private" not in text
    [link] = re.findall(r"http\S+/mail-to-stop/\S+", text)

    with open_window(PHONE, language="cy") as signed_out:
        signed_out.goto(link)
        expect(signed_out.locator("h1")).to_have_text("Atal y negeseuon e-bost hyn?")
        assert not find_overflow(signed_out)
        signed_out.locator("main form button").click()
        expect(signed_out.locator("h1")).to_have_text(
            "Ni chewch ragor o\u2019r negeseuon e-bost hyn"
        )
        assert_accessible(signed_out)

    browser_page.goto(f"{served.address}/cy/account/mail")
    expect(browser_page.locator("select[name=question]")).to_have_value("never")
    assert_accessible(browser_page)
