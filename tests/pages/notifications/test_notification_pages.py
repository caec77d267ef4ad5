from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.clocks.service import remind
from assess.db import db
from assess.mail import MemoryMailer
from assess.notifications.models import MailChoice, MailStop, Notification
from assess.notifications.queries import NOTIFICATIONS_ON_A_PAGE
from assess.notifications.rules import KINDS, Frequency
from assess.people.models import Person
from assess.web.mailing import send_due_mail
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Page, Visitor
from tests.world import World

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def practitioner(app: Flask, case: Case) -> Visitor:
    return Visitor(app, case.practitioner)


def unread(page: Page) -> str:
    mark = page.soup.select_one(".assess-account__new")
    return " ".join(mark.get_text(" ").split()) if mark else ""


def choices_of(case: Case) -> dict[str, Frequency]:
    with case.world.context():
        db.session.expire_all()
        made = db.session.scalars(
            sa.select(MailChoice).where(MailChoice.person_id == case.practitioner.person_id)
        )
        return {one.kind: one.frequency for one in made}


def link_of(case: Case, stops: str) -> str:
    with case.world.context():
        token = db.session.scalars(
            sa.select(MailStop.token).where(
                MailStop.person_id == case.practitioner.person_id, MailStop.stops == stops
            )
        ).one()
    return f"/en/mail-to-stop/{token}"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Nothing has happened yet"), ("cy", "Nid oes dim wedi digwydd eto")],
)
def test_an_empty_list_says_what_will_come(
    practitioner: Visitor, language: str, words: str
) -> None:
    page = practitioner.visit(f"/{language}/notifications")

    assert words in page.text
    assert unread(page) == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "{name} has a question on {urn}: P1"), ("cy", "Mae gan {name} gwestiwn ar {urn}: P1")],
)
def test_a_question_is_listed_in_the_readers_language_and_never_in_its_own_words(
    practitioner: Visitor, case: Case, language: str, words: str
) -> None:
    case.ask("P1", words="Something private.")

    page = practitioner.visit(f"/{language}/notifications")

    assert words.format(name=case.assessor.name, urn=case.standard.urn) in page.text
    assert "private" not in page.html
    assert unread(page).startswith("1 ")


def test_opening_one_leads_to_its_page_and_marks_it_read(practitioner: Visitor, case: Case) -> None:
    request_id = case.ask("P1")
    case.ask("P2")
    page = practitioner.visit("/cy/notifications")
    link = page.soup.select("main li a")[-1]

    opened = practitioner.visit(str(link["href"]))

    assert opened.address == f"/cy/requests/{request_id}"
    assert unread(opened).startswith("1 ")


def test_all_can_be_marked_as_read(practitioner: Visitor, case: Case) -> None:
    case.ask("P1")
    case.set_action("P2")

    page = practitioner.submit(practitioner.visit("/en/notifications"))

    assert "You have read everything." in page.text
    assert unread(page) == ""


def test_every_kind_leads_somewhere_that_its_reader_may_open(app: Flask, case: Case) -> None:
    case.meet_all()
    case.answer(case.ask("P1"))
    case.answer(case.set_action("P2"))
    case.sign_off()
    for actor in (case.practitioner, case.assessor):
        visitor = Visitor(app, actor)
        for link in visitor.visit("/en/notifications").soup.select("main li a"):
            assert visitor.visit(str(link["href"])).address.startswith(("/en/units", "/en/req"))


def test_a_late_answer_is_told_of_with_its_day(app: Flask, case: Case) -> None:
    case.map("P1")
    case.submit("P1")
    with app.app_context():
        remind(now=datetime(2026, 12, 7, 9, tzinfo=UTC))
    visitor, name = Visitor(app, case.assessor), case.practitioner.name

    english, welsh = (visitor.visit(f"/{one}/notifications").text for one in ("en", "cy"))

    urn = case.standard.urn
    assert f"Your answer to {name} on {urn} is late: it was promised by 4 December 2026" in english
    assert f"Mae eich ateb i {name} ar {urn} yn hwyr" in welsh
    assert "4 Rhagfyr 2026" in welsh


def test_a_long_list_comes_in_pages_of_the_same_statements(
    practitioner: Visitor, case: Case
) -> None:
    def statements() -> int:
        with counted_statements() as sent:
            practitioner.visit("/en/notifications")
        return len(sent)

    case.ask("P1")
    practitioner.visit("/en/notifications")
    few = statements()
    for _ in range(NOTIFICATIONS_ON_A_PAGE):
        case.ask("P1")

    assert statements() == few
    assert "Page 1 of 2" in practitioner.visit("/en/notifications").text
    assert len(practitioner.visit("/en/notifications?page=2").soup.select("main li a")) == 1


def test_nobody_opens_what_somebody_else_was_told(app: Flask, case: Case, world: World) -> None:
    case.ask("P1")
    with world.context():
        told = db.session.scalars(sa.select(Notification.id)).one()
    stranger = Visitor(app, world.actor(Role.PRACTITIONER, case.provider))

    stranger.visit(f"/en/notifications/{told}", status=404)

    with world.context():
        assert db.session.scalars(sa.select(Notification.read_at)).one() is None


@pytest.mark.parametrize(("language", "saved"), [("en", "saved"), ("cy", "eich dewisiadau wedi")])
def test_a_choice_of_mail_is_kept(
    practitioner: Visitor, case: Case, language: str, saved: str
) -> None:
    page = practitioner.visit(f"/{language}/account/mail")
    assert page.fields()["question"] == "at once"

    done = practitioner.submit(page, question="daily", returned="never")

    assert saved in done.text
    assert done.fields()["question"] == "daily"
    assert choices_of(case)["question"] is Frequency.DAILY
    assert choices_of(case)["returned"] is Frequency.NEVER


def test_a_choice_that_is_not_offered_is_refused(practitioner: Visitor, case: Case) -> None:
    page = practitioner.visit("/en/account/mail")

    assert practitioner.submit(page, question="hourly").errors == [
        "Choose one of the answers shown"
    ]
    assert choices_of(case) == {}


def test_a_role_chooses_among_what_it_is_told_of(app: Flask, case: Case, world: World) -> None:
    iqa = Visitor(app, world.actor(Role.IQA, case.provider))

    fields = iqa.visit("/en/account/mail").fields()

    assert set(fields) & set(KINDS) == {"cpd_declaration"}


def test_the_link_in_a_mail_asks_first_and_then_ends_mails_of_its_kind(
    app: Flask, case: Case, visitor: Visitor
) -> None:
    case.ask("P1")
    link = link_of(case, "question")

    page = visitor.visit(link)
    assert "Your assessor asks a question" in page.text
    assert choices_of(case) == {}
    done = visitor.post(link, ONE_CLICK)

    assert "You get no more of these e-mails" in done.heading
    assert choices_of(case) == {"question": Frequency.NEVER}
    mailer = MemoryMailer()
    with app.app_context():
        send_due_mail(mailer, address="", now=case.now)
    case.ask("P2")
    with app.app_context():
        assert send_due_mail(mailer, address="", now=case.now) == 0


def test_a_mail_program_ends_mails_with_one_post_and_no_token_of_ours(
    app: Flask, case: Case
) -> None:
    case.ask("P1")
    browserless = app.test_client()

    bare = browserless.post(link_of(case, "question"))
    assert (bare.status_code, choices_of(case)) == (400, {})
    answer = browserless.post(link_of(case, "question"), data=ONE_CLICK)

    assert (answer.status_code, choices_of(case)) == (200, {"question": Frequency.NEVER})


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_link_that_nobody_was_sent_ends_nothing(visitor: Visitor, language: str) -> None:
    visitor.visit(f"/{language}/mail-to-stop/made-up", status=404)
    visitor.post(f"/{language}/mail-to-stop/made-up", ONE_CLICK, status=404)


def test_the_link_of_a_digest_ends_everything_that_comes_in_digests(
    app: Flask, case: Case, visitor: Visitor
) -> None:
    with app.app_context():
        db.session.add_all(
            MailChoice(person_id=case.practitioner.person_id, kind=kind, frequency=frequency)
            for kind, frequency in (
                ("question", Frequency.DAILY),
                ("returned", Frequency.WEEKLY),
                ("action", Frequency.AT_ONCE),
            )
        )
        db.session.add(
            MailStop(person_id=case.practitioner.person_id, stops="digest", token="digests")
        )
        db.session.commit()

    visitor.post("/cy/mail-to-stop/digests", ONE_CLICK)

    assert choices_of(case) == {
        "question": Frequency.NEVER,
        "returned": Frequency.NEVER,
        "action": Frequency.AT_ONCE,
    }


def person_of(actor: Actor) -> Person:
    return Person(id=actor.person_id, name=actor.name, language=actor.language)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_one_for_another_role_of_the_reader_opens_with_one_click(
    app: Flask, case: Case, world: World, language: str
) -> None:
    managing = world.actor(Role.MANAGER, case.provider, person_of(case.assessor))
    case.map("P1")
    case.submit("P1")
    visitor = Visitor(app, managing)
    link = visitor.visit(f"/{language}/notifications").soup.select_one("main li a")
    assert link is not None

    page = visitor.visit(str(link["href"]))
    button = page.soup.select_one("main button[name=role_holding_id]")
    assert button is not None
    assert button["value"] == str(case.assessor.role_holding_id)
    form = "main form[action$='account/role']"
    sent = page.fields(form) | {"role_holding_id": str(button["value"])}
    page = visitor.post(f"/{language}/account/role", sent)

    assert page.address == f"/{language}/units/{case.unit.id}/desk"


def test_one_for_a_role_that_the_reader_holds_elsewhere_alone_offers_no_switch(
    app: Flask, case: Case, world: World
) -> None:
    world.actor(Role.PRACTITIONER, world.provider(), person_of(case.assessor))
    case.map("P1")
    case.submit("P1")
    visitor = Visitor(app, case.assessor)
    link = visitor.visit("/en/notifications").soup.select_one("main li a")
    assert link is not None

    assert visitor.visit(str(link["href"])).address == f"/en/units/{case.unit.id}/desk"
