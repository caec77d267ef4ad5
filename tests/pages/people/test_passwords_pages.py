from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor
from assess.db import db
from assess.mail import OutgoingMail
from assess.people.models import Credential, OneTimeLink
from assess.people.queries import find_factor_state
from assess.web.mailing import put_into_words
from assess.web.session import WebSession
from tests.pages.people.conftest import PASSWORD
from tests.visitor import Page, Visitor

NEW = "six herons at the weir"


def ask(visitor: Visitor, email: str, language: str = "en", status: int = 200) -> Page:
    page = visitor.visit(f"/{language}/forgotten-password")
    return visitor.submit(page, email=email, status=status)


def link_of(app: Flask, language: str = "en") -> str:
    with app.app_context():
        mail = db.session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.id.desc())).first()
        assert mail is not None
        body = put_into_words(mail, "https://assess.example").body
    address = next(line for line in body.splitlines() if line.startswith("https://"))
    return address.removeprefix("https://assess.example").replace("/en/", f"/{language}/")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_unknown_address_gets_the_same_answer_as_a_known_one(
    app: Flask, visitor: Visitor, gwen: Actor, language: str
) -> None:
    del gwen
    known = ask(visitor, "gwen@example.test", language)
    unknown = ask(visitor, "nobody@example.test", language)

    assert known.address == unknown.address == f"/{language}/forgotten-password/asked"
    assert known.text == unknown.text
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(OutgoingMail)) == 1


@pytest.mark.parametrize("typed", ["", "gwen", "\x00@x", "gwen@example.test\nBcc: x@y.test"])
def test_what_is_no_address_is_said_beside_the_field(visitor: Visitor, typed: str) -> None:
    assert len(ask(visitor, typed).errors) == 1


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_link_sets_a_new_password_and_ends_every_session(
    app: Flask, visitor: Visitor, gwen: Actor, language: str
) -> None:
    elsewhere = Visitor(app, gwen)
    ask(visitor, "GWEN@example.test", language)
    page = visitor.visit(link_of(app, language))
    assert page.soup.select_one("input[type=password][autocomplete=new-password]") is not None

    page = visitor.submit(page, new_password=NEW)

    assert page.address == f"/{language}/sign-in"
    assert elsewhere.visit("/en/account").address == "/en/sign-in"
    assert visitor.submit(page, email="gwen@example.test", password=PASSWORD).errors
    page = visitor.submit(page, email="gwen@example.test", password=NEW)
    assert page.address == f"/{language}/units"


def test_opening_the_link_uses_nothing_up_and_it_works_once(
    app: Flask, visitor: Visitor, gwen: Actor
) -> None:
    del gwen
    ask(visitor, "gwen@example.test")
    address = link_of(app)
    for _ in range(3):
        page = Visitor(app).visit(address)
    page = visitor.visit(address)
    visitor.submit(page, new_password=NEW)

    dead = visitor.visit(address, status=404)
    assert dead.heading == "This link does not work any more"
    visitor.post(address, page.fields() | {"new_password": "ten herons at the weir"}, status=404)


def test_an_expired_a_replaced_and_a_mistyped_link_get_one_clear_page(
    app: Flask, visitor: Visitor, gwen: Actor
) -> None:
    del gwen
    ask(visitor, "gwen@example.test")
    older = link_of(app)
    ask(visitor, "gwen@example.test")
    newer = link_of(app)
    texts = {
        visitor.visit(address, status=404).text
        for address in (
            older,
            f"{newer}x",
            "/en/reset-password/%00",
            "/en/reset-password/%ED%B3%BF",
        )
    }
    with app.app_context():
        for link in db.session.scalars(sa.select(OneTimeLink)):
            link.expires_at -= timedelta(hours=2)
        db.session.commit()
    texts.add(visitor.visit(newer, status=404).text)

    assert len(texts) == 1


def test_the_host_of_the_link_is_ours_whatever_the_request_says(
    app: Flask, visitor: Visitor, gwen: Actor
) -> None:
    del gwen
    page = visitor.visit("/en/forgotten-password")
    visitor.client.post(
        "/en/forgotten-password",
        data=page.fields() | {"email": "gwen@example.test"},
        headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
    )
    with app.app_context():
        mails = db.session.scalars(sa.select(OutgoingMail)).all()
        assert all("evil" not in str(vars(mail)) for mail in mails)
        assert all(
            "https://assess.example/en/reset-password/"
            in put_into_words(mail, "https://assess.example").body
            for mail in mails
        )


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "Enter a new password"),
        ("short words", "The password must have 12 characters or more"),
        ("otters " * 200, "The password must have 128 characters or fewer"),
        ("password1234", "That password is easy to guess"),
        ("Gwen.Lewis.2026", "That password is easy to guess"),
    ],
)
def test_a_password_that_will_not_do_is_refused_beside_the_field(
    app: Flask, visitor: Visitor, gwen: Actor, password: str, words: str
) -> None:
    del gwen
    ask(visitor, "gwen@example.test")
    page = visitor.submit(visitor.visit(link_of(app)), new_password=password)

    assert [error for error in page.errors if error.startswith(words)]
    assert not password or password not in page.html


def test_asking_again_and_again_is_answered_with_a_wait(visitor: Visitor) -> None:
    for _ in range(4):
        ask(visitor, "nobody@example.test")
    ask(visitor, "nobody@example.test", status=429)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_changing_the_password_asks_for_the_old_one_and_ends_other_sessions(
    app: Flask, visitor: Visitor, gwen: Actor, language: str
) -> None:
    elsewhere = Visitor(app, gwen)
    visitor.sign_in(gwen)
    page = visitor.visit(f"/{language}/account/password")
    token = visitor.client.get_cookie("assess_session")
    assert visitor.submit(page, password="wrong words here", new_password=NEW).errors

    page = visitor.submit(page, password=PASSWORD, new_password=NEW)

    assert page.address == f"/{language}/account"
    assert elsewhere.visit("/en/account").address == "/en/sign-in"
    after = visitor.client.get_cookie("assess_session")
    assert token is not None
    assert after is not None
    assert token.value != after.value
    with app.app_context():
        assert len(db.session.scalars(sa.select(WebSession.id)).all()) <= 2


def test_a_stolen_session_guesses_the_password_a_few_times_only(
    visitor: Visitor, gwen: Actor
) -> None:
    visitor.sign_in(gwen)
    page = visitor.visit("/en/account/password")
    fields = page.fields() | {"password": "wrong words here", "new_password": NEW}
    statuses = [
        visitor.client.post("/en/account/password", data=fields).status_code for _ in range(5)
    ]

    assert statuses == [200] * 4 + [429]


def test_a_reset_does_not_turn_the_second_factor_off(
    app: Flask, visitor: Visitor, gwen: Actor
) -> None:
    with app.app_context():
        db.session.get_one(Credential, gwen.person_id).totp_secret = "A" * 32
        db.session.commit()
    ask(visitor, "gwen@example.test")
    page = visitor.submit(visitor.visit(link_of(app)), new_password=NEW)
    page = visitor.submit(page, email="gwen@example.test", password=NEW)

    assert page.address == "/en/sign-in/code"
    with app.app_context():
        assert find_factor_state(db.session(), person_id=gwen.person_id).is_on
