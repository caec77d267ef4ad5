from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.bilingual import Language
from assess.db import db, writing
from assess.mail import MemoryMailer, Message, OutgoingMail, SmtpMailer, queue_mail
from assess.settings import Settings
from assess.web.mailing import send_due_mail
from tests.inbox import Inbox, open_inbox
from tests.world import NOW

ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, Settings]]:
    with open_inbox() as opened:
        yield opened


def put_in_outbox(language: Language = Language.WELSH) -> None:
    with writing() as session:
        queue_mail(
            session,
            to_name="Siân Ŵyn",
            to_address="sian@example.test",
            language=language,
            kind="reset",
            facts={"path": "/cy/reset/x", "token": "x"},
            now=NOW,
        )


def test_a_message_goes_out_once_in_the_persons_language(inbox: tuple[Inbox, Settings]) -> None:
    kept, settings = inbox
    put_in_outbox()

    first = send_due_mail(SmtpMailer(settings), address=ADDRESS, now=NOW)
    again = send_due_mail(SmtpMailer(settings), address=ADDRESS, now=NOW + timedelta(days=1))

    assert (first, again) == (1, 0)
    assert [mail["To"] for mail in kept.mails] == ["sian@example.test"]
    assert "Siân Ŵyn" in kept.mails[0].get_content()


def test_what_a_sent_message_said_is_not_kept(app: Flask) -> None:
    del app
    put_in_outbox()

    send_due_mail(MemoryMailer(), address=ADDRESS, now=NOW)

    assert db.session.scalars(sa.select(OutgoingMail.facts)).all() == [{}]


def test_a_message_is_tried_again_when_the_mail_server_was_away(
    inbox: tuple[Inbox, Settings],
) -> None:
    kept, settings = inbox
    put_in_outbox()
    kept.is_away = True
    assert send_due_mail(SmtpMailer(settings), address=ADDRESS, now=NOW) == 0
    kept.is_away = False

    at_once = send_due_mail(SmtpMailer(settings), address=ADDRESS, now=NOW)
    later = send_due_mail(SmtpMailer(settings), address=ADDRESS, now=NOW + timedelta(minutes=2))

    assert (at_once, later) == (0, 1)
    assert len(kept.mails) == 1


def test_a_message_whose_sender_died_half_way_is_sent_later_under_the_same_id(app: Flask) -> None:
    del app
    put_in_outbox(Language.ENGLISH)

    class Dying(MemoryMailer):
        def send(self, message: Message) -> None:
            super().send(message)
            raise KeyboardInterrupt

    dying, living = Dying(), MemoryMailer()
    with pytest.raises(KeyboardInterrupt):
        send_due_mail(dying, address=ADDRESS, now=NOW)
    send_due_mail(living, address=ADDRESS, now=NOW + timedelta(hours=1))

    assert [mail.mail_id for mail in dying.sent] == [mail.mail_id for mail in living.sent]


def test_a_message_is_given_up_after_its_last_try(app: Flask) -> None:
    del app
    put_in_outbox()

    class Away(MemoryMailer):
        def send(self, message: Message) -> None:
            del message
            raise ConnectionRefusedError

    now = NOW
    for _ in range(20):
        send_due_mail(Away(), address=ADDRESS, now=now)
        now += timedelta(days=2)

    mail = db.session.scalars(sa.select(OutgoingMail)).one()
    assert (mail.tries, mail.sent_at) == (8, None)
    assert mail.error is not None
