"""A question leads to a notification and a digest in Welsh, which its link ends."""

import re
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage

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
from tests.journeys.story import fold
from tests.journeys.watching import assert_accessible, find_overflow

WORDS = (
    r"Helo Siân Ŵyn, Dyma beth sydd wedi digwydd ers eich crynodeb diwethaf: "
    r"Mae gan Person \d+ gwestiwn ar INSSMA99: P1 http"
)


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


def next_monday() -> datetime:
    today = datetime.now(LONDON).date()
    return datetime.combine(today + timedelta(days=7 - today.weekday()), time(7), LONDON)


def digest_of(served: Served) -> EmailMessage:
    """Do the work of Monday morning over a real mail server; give the one mail that came."""
    with open_inbox() as (inbox, settings), served.app.app_context():
        before = next_monday() - timedelta(minutes=1)
        assert send_digests(now=before, say=_say) == 0
        for _second_worker in range(2):
            send_digests(now=next_monday(), say=_say)
            send_due_mail(SmtpMailer(settings), address=served.address, now=next_monday())
        [mail] = inbox.mails
        return mail


def choose_weekly(page: Page, served: Served) -> None:
    page.goto(f"{served.address}/cy/account/mail")
    page.locator("select[name=question]").select_option("weekly")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("Mae eich dewisiadau")


def test_a_question_becomes_a_notification_and_a_weekly_digest_that_its_link_ends(
    browser_page: Page, open_window: Opening, served: Served, sian: Actor
) -> None:
    served.let_in(browser_page, sian)
    choose_weekly(browser_page, served)
    ask(served, sian)

    browser_page.goto(f"{served.address}/cy/notifications")
    expect(browser_page.locator(".assess-account__new")).to_contain_text("2")
    assert_accessible(browser_page)
    browser_page.locator("main li a").first.click()
    expect(browser_page).to_have_url(re.compile("/cy/requests/"))
    expect(browser_page.locator(".assess-account__new")).to_contain_text("1")

    mail = digest_of(served)
    text = str(mail.get_content())
    assert mail["Subject"] == "Mae un peth newydd i chi ar Asesu"
    assert re.match(WORDS, fold(text))
    assert "private" not in text
    assert f"{served.address}/cy/requests/" in text
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
