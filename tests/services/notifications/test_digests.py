"""Digests over a real mail server: at the hour, once, in the person's language."""

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from uuid_utils.compat import uuid7

from assess.app import _say, create_app
from assess.bilingual import Language
from assess.db import db, writing
from assess.files import MemoryStore
from assess.mail import OutgoingMail, SmtpMailer
from assess.notifications.models import Notification
from assess.notifications.rules import Frequency
from assess.notifications.service import choose_mail, read_all, send_digests
from assess.people.models import Person, RoleHolding
from assess.settings import Settings
from assess.web.mailing import send_due_mail
from tests.conftest import _copy_postgresql
from tests.inbox import Inbox, open_inbox
from tests.services.assessment.case import Case
from tests.world import NOW, World

SITE = "https://assess.example.test"
SUNDAY_AT_SEVEN = datetime(2026, 11, 22, 7, tzinfo=UTC)
MONDAY_AT_SEVEN = datetime(2026, 11, 23, 7, tzinfo=UTC)
PLURALS = {
    1: "Mae un peth newydd i chi ar Asesu",
    2: "Mae dau beth newydd i chi ar Asesu",
    3: "Mae tri pheth newydd i chi ar Asesu",
    4: "Mae 4 peth newydd i chi ar Asesu",
    6: "Mae chwe pheth newydd i chi ar Asesu",
}


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, Settings]]:
    with open_inbox() as opened:
        yield opened


def choose(case: Case, frequency: Frequency, *kinds: str) -> None:
    with writing() as session:
        choose_mail(session, actor=case.practitioner, choices=dict.fromkeys(kinds, frequency))


def speak_welsh(case: Case) -> None:
    person = db.session.get_one(Person, case.practitioner.person_id)
    person.language = Language.WELSH
    case.world.save(person)


def queued() -> list[OutgoingMail]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.queued_at)))


def work_through(settings: Settings, now: datetime) -> int:
    send_digests(now=now, say=_say)
    return send_due_mail(SmtpMailer(settings), address=SITE, now=now)


@pytest.mark.parametrize("number", PLURALS)
def test_a_daily_digest_comes_at_seven_in_welsh_with_what_is_new(
    case: Case, inbox: tuple[Inbox, Settings], number: int
) -> None:
    kept, settings = inbox
    speak_welsh(case)
    choose(case, Frequency.DAILY, "question")
    asked = [case.ask("P1", words="Something private.") for _ in range(number)]

    before = work_through(settings, SUNDAY_AT_SEVEN - timedelta(minutes=1))
    at_seven = work_through(settings, SUNDAY_AT_SEVEN)
    again = work_through(settings, SUNDAY_AT_SEVEN + timedelta(minutes=1))

    assert (before, at_seven, again) == (0, 1, 0)
    [mail] = kept.mails
    assert mail["Subject"] == PLURALS[number]
    body = mail.get_content()
    assert body.count(f"Mae gan {case.assessor.name} gwestiwn ar {case.standard.urn}: P1") == number
    assert all(f"{SITE}/cy/requests/{one}" in body for one in asked)
    assert "private" not in body


def test_a_mail_of_each_kind_can_be_ended_with_one_click(
    case: Case, inbox: tuple[Inbox, Settings]
) -> None:
    kept, settings = inbox
    case.ask("P1")
    send_due_mail(SmtpMailer(settings), address=SITE, now=case.now)

    [mail] = kept.mails
    link = mail["List-Unsubscribe"].strip("<>")
    assert link.startswith(f"{SITE}/en/mail-to-stop/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in mail.get_content()


def test_a_weekly_digest_waits_for_monday(case: Case, inbox: tuple[Inbox, Settings]) -> None:
    kept, settings = inbox
    choose(case, Frequency.WEEKLY, "question", "action")
    case.ask("P1")
    case.set_action("P2")

    assert work_through(settings, SUNDAY_AT_SEVEN) == 0
    assert work_through(settings, MONDAY_AT_SEVEN) == 1
    assert kept.mails[0]["Subject"] == "2 things are new for you on Assess"


def test_what_happens_after_seven_waits_for_the_next_day(
    case: Case, inbox: tuple[Inbox, Settings]
) -> None:
    _, settings = inbox
    choose(case, Frequency.DAILY, "question")
    case.now = SUNDAY_AT_SEVEN
    case.ask("P1")

    assert work_through(settings, SUNDAY_AT_SEVEN + timedelta(hours=12)) == 0
    assert work_through(settings, MONDAY_AT_SEVEN) == 1


def test_a_digest_is_sent_when_the_mail_server_is_back_and_only_once(
    case: Case, inbox: tuple[Inbox, Settings]
) -> None:
    kept, settings = inbox
    choose(case, Frequency.DAILY, "question")
    case.ask("P1")
    kept.is_away = True
    assert work_through(settings, SUNDAY_AT_SEVEN) == 0
    kept.is_away = False

    sent = [work_through(settings, SUNDAY_AT_SEVEN + timedelta(minutes=at)) for at in range(5)]

    assert sum(sent) == len(kept.mails) == 1


def test_nothing_is_sent_when_nothing_is_new(case: Case) -> None:
    choose(case, Frequency.DAILY, "question")
    case.ask("P1")
    with writing() as session:
        read_all(session, actor=case.practitioner, now=case.now)

    assert send_digests(now=SUNDAY_AT_SEVEN, say=_say) == 0
    assert queued() == []


def test_whoever_wants_no_mail_still_finds_it_in_the_service(case: Case) -> None:
    choose(case, Frequency.NEVER, "question")
    case.ask("P1")

    assert send_digests(now=MONDAY_AT_SEVEN, say=_say) == 0
    assert queued() == []
    assert db.session.scalar(sa.select(sa.func.count(Notification.id))) == 1


def test_a_choice_changed_to_never_holds_for_what_waits(case: Case) -> None:
    choose(case, Frequency.DAILY, "question")
    case.ask("P1")
    choose(case, Frequency.NEVER, "question")

    assert send_digests(now=SUNDAY_AT_SEVEN, say=_say) == 0


def test_whoever_has_left_is_sent_no_digest(case: Case) -> None:
    choose(case, Frequency.DAILY, "question")
    case.ask("P1")
    holding = db.session.get_one(RoleHolding, case.practitioner.role_holding_id)
    holding.ended_at = case.now
    case.world.save(holding)

    assert send_digests(now=SUNDAY_AT_SEVEN, say=_say) == 0


@pytest.fixture
def busy_app(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, worker_id: str
) -> Iterator[Flask]:
    """The service on a database of its own, that really commits."""
    shared: Path = request.getfixturevalue("tmp_path_factory").getbasetemp()
    shared = shared.parent if worker_id != "master" else shared
    if database_url.startswith("postgresql"):
        address = _copy_postgresql(shared, f"{worker_id}_{uuid7().hex[-8:]}")
    else:
        shutil.copy(shared / "template.db", tmp_path / "assess.db")
        address = f"sqlite:///{tmp_path / 'assess.db'}"
    app = create_app(Settings(database_url=address, data_dir=tmp_path), files=MemoryStore())
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_two_workers_at_once_send_each_digest_once(busy_app: Flask) -> None:
    cases = [Case(World(busy_app, MemoryStore())) for _ in range(4)]
    for case in cases:
        choose(case, Frequency.DAILY, "question")
        case.ask("P1")
        case.ask("P2")
    start, sent = threading.Barrier(3), []

    def work() -> None:
        with busy_app.app_context():
            start.wait()
            sent.append(send_digests(now=SUNDAY_AT_SEVEN, say=_say))

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    digests = [mail for mail in queued() if mail.kind == "digest"]
    assert sum(sent) == len(digests) == len({mail.to_address for mail in digests}) == 4
    assert {mail.facts["new"] for mail in digests} == {2}
    assert NOW < SUNDAY_AT_SEVEN
