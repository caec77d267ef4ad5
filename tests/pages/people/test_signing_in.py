from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from pyotp.totp import TOTP
from werkzeug.test import TestResponse

from assess.actor import Actor, Role
from assess.db import db
from assess.people.models import Credential, RoleHolding
from assess.people.rules.second_factor import hash_recovery_code
from assess.web.session import WebSession
from tests.pages.people.conftest import PASSWORD
from tests.visitor import Page, Visitor
from tests.world import NOW, World

WRONG = "some other password of hers"


def sign_in(
    visitor: Visitor,
    email: str,
    password: str = PASSWORD,
    *,
    language: str = "en",
    status: int = 200,
) -> Page:
    page = visitor.visit(f"/{language}/sign-in")
    return visitor.submit(page, email=email, password=password, status=status)


def cookie(response: TestResponse) -> str:
    return next(
        (value for value in response.headers.getlist("Set-Cookie") if "assess_session" in value),
        "",
    )


@pytest.mark.parametrize(("language", "home"), [("en", "/en/units"), ("cy", "/cy/units")])
def test_the_right_password_leads_home_in_the_pages_language(
    visitor: Visitor, gwen: Actor, language: str, home: str
) -> None:
    page = sign_in(visitor, "gwen@example.test", language=language)

    assert page.address == home
    assert gwen.name in page.soup.get_text()


@pytest.mark.parametrize("typed", ["GWEN@EXAMPLE.TEST", "  Gwen@example.test "])
def test_an_address_in_another_case_is_the_same_person(
    visitor: Visitor, gwen: Actor, typed: str
) -> None:
    del gwen
    assert sign_in(visitor, typed).address == "/en/units"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(
    app: Flask, gwen: Actor, world: World, language: str, with_password: Callable[[Actor], Actor]
) -> None:
    del gwen
    leaver = with_password(
        world.actor(
            Role.ASSESSOR, world.provider(), world.person(email="left@example.test"), ended_at=NOW
        )
    )
    world.actor(Role.IQA, world.provider(), world.person(email="new@example.test"))
    assert leaver
    texts = set()
    for email, password in (
        ("gwen@example.test", WRONG),
        ("nobody@example.test", WRONG),
        ("left@example.test", PASSWORD),
        ("new@example.test", PASSWORD),
        ("no address", WRONG),
    ):
        page = sign_in(Visitor(app), email, password, language=language)
        assert page.address == f"/{language}/sign-in"
        assert page.errors
        texts.add((page.text, page.status))

    assert len(texts) == 1


@pytest.mark.parametrize("password", [PASSWORD.upper(), f"{PASSWORD} ", "\x00", "x" * 100_000])
def test_a_changed_password_is_refused(visitor: Visitor, gwen: Actor, password: str) -> None:
    del gwen
    assert sign_in(visitor, "gwen@example.test", password).errors


def test_nothing_typed_is_asked_for_field_by_field(visitor: Visitor) -> None:
    page = sign_in(visitor, "", "")

    assert page.errors == ["Enter your e-mail address", "Enter your password"]


def test_the_password_fields_let_password_managers_work(visitor: Visitor) -> None:
    page = visitor.visit("/en/sign-in")

    fields = page.soup.select("main input[type=password]")
    assert [field["autocomplete"] for field in fields] == ["current-password"]
    assert page.soup.select_one("input[name=email][autocomplete=username]") is not None


def test_signing_in_changes_the_session_and_signing_out_ends_it_on_the_server(
    app: Flask, visitor: Visitor, gwen: Actor
) -> None:
    del gwen
    before = visitor.client.get_cookie("assess_session")
    visitor.visit("/en/sign-in")
    anonymous = visitor.client.get_cookie("assess_session")
    sign_in(visitor, "gwen@example.test")
    signed_in = visitor.client.get_cookie("assess_session")
    assert before is None
    assert anonymous is not None
    assert signed_in is not None
    assert anonymous.value != signed_in.value

    page = visitor.submit(visitor.visit("/en/account"), form="form[action$=sign-out]")

    assert page.address == "/en/signed-out"
    thief = Visitor(app)
    for stolen in (anonymous, signed_in):
        thief.client.set_cookie("assess_session", stolen.value)
        assert thief.visit("/en/account").address == "/en/sign-in"


def test_signing_out_clears_cookies_and_not_what_the_browser_stores(
    visitor: Visitor, gwen: Actor
) -> None:
    visitor.sign_in(gwen)
    page = visitor.visit("/en/account")
    fields = page.fields("form[action$=sign-out]")

    response = visitor.client.post("/en/sign-out", data=fields)

    assert response.headers["Clear-Site-Data"] == '"cookies"'
    assert "Expires=Thu, 01 Jan 1970" in cookie(response)


def test_whoever_is_signed_in_already_goes_home(visitor: Visitor, gwen: Actor) -> None:
    visitor.sign_in(gwen)

    assert visitor.visit("/en/sign-in").address == "/en/units"


def test_the_page_asked_for_is_the_page_that_follows(visitor: Visitor, gwen: Actor) -> None:
    del gwen
    page = visitor.visit("/cy/account")
    assert page.address == "/cy/sign-in"

    page = visitor.submit(page, email="gwen@example.test", password=PASSWORD)

    assert page.address == "/cy/account"


def test_a_session_that_has_idled_too_long_asks_to_sign_in(
    app: Flask, visitor: Visitor, gwen: Actor
) -> None:
    visitor.sign_in(gwen)
    with app.app_context():
        row = db.session.query(WebSession).one()
        row.seen_at = datetime.now(UTC) - timedelta(minutes=61)
        db.session.commit()

    assert visitor.visit("/en/account").address == "/en/sign-in"


def test_a_leavers_session_ends_at_once(app: Flask, visitor: Visitor, gwen: Actor) -> None:
    visitor.sign_in(gwen)
    with app.app_context():
        db.session.get_one(RoleHolding, gwen.role_holding_id).ended_at = NOW
        db.session.info.clear()
        db.session.commit()

    assert visitor.visit("/en/account").address == "/en/sign-in"


def test_five_tries_in_a_quarter_of_an_hour_are_looked_at_known_or_not(
    app: Flask, gwen: Actor
) -> None:
    del gwen
    for email in ("gwen@example.test", "nobody@example.test"):
        statuses = []
        for place in ("10.0.0.1", "10.0.0.2"):
            visitor = Visitor(app)
            visitor.client.environ_base["REMOTE_ADDR"] = place
            for _ in range(4):
                page = visitor.visit("/en/sign-in")
                fields = page.fields() | {"email": email, "password": WRONG}
                statuses.append(visitor.client.post("/en/sign-in", data=fields).status_code)
        assert statuses == [200] * 4 + [200] + [429] * 3


def test_a_guesser_at_one_place_does_not_lock_the_person_out_at_another(
    app: Flask, gwen: Actor
) -> None:
    del gwen
    guesser = Visitor(app)
    guesser.client.environ_base["REMOTE_ADDR"] = "10.0.0.9"
    page = guesser.visit("/cy/sign-in")
    fields = page.fields() | {"email": "gwen@example.test", "password": WRONG}
    answers = [guesser.client.post("/cy/sign-in", data=fields) for _ in range(12)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 8
    assert 'lang="cy"' in answers[-1].get_data(as_text=True)

    assert sign_in(Visitor(app), "gwen@example.test").address == "/en/units"


def test_a_right_password_starts_the_count_again(app: Flask, gwen: Actor) -> None:
    del gwen
    for _ in range(3):
        visitor = Visitor(app)
        for _ in range(3):
            sign_in(visitor, "gwen@example.test", WRONG)
        assert sign_in(visitor, "gwen@example.test").address == "/en/units"


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def with_factor(app: Flask, gwen: Actor) -> Actor:
    with app.app_context():
        credential = db.session.get_one(Credential, gwen.person_id)
        credential.totp_secret = SECRET
        credential.recovery_hashes = [hash_recovery_code("abcd-efgh-jkmn-pqrs")]
        db.session.commit()
    return gwen


@pytest.mark.parametrize("language", ["en", "cy"])
def test_with_a_second_factor_the_password_alone_opens_nothing(
    visitor: Visitor, with_factor: Actor, language: str
) -> None:
    del with_factor
    page = sign_in(visitor, "gwen@example.test", language=language)
    assert page.address == f"/{language}/sign-in/code"
    assert visitor.visit(f"/{language}/account").address == f"/{language}/sign-in"

    page = visitor.visit(f"/{language}/sign-in/code")
    assert visitor.submit(page, code="000000").errors
    page = visitor.submit(page, code=TOTP(SECRET).now())

    assert page.address == f"/{language}/account"


def test_a_code_or_recovery_code_is_taken_once(app: Flask, with_factor: Actor) -> None:
    del with_factor
    now = TOTP(SECRET).now()
    for code, address in (
        (now, "/en/units"),
        (now, "/en/sign-in/code"),
        ("ABCD efgh jkmn pqrs", "/en/units"),
        ("abcd-efgh-jkmn-pqrs", "/en/sign-in/code"),
    ):
        visitor = Visitor(app)
        page = sign_in(visitor, "gwen@example.test")
        assert visitor.submit(page, code=code).address == address


def test_codes_are_guessed_a_few_times_only(app: Flask, with_factor: Actor) -> None:
    del with_factor
    visitor = Visitor(app)
    page = sign_in(visitor, "gwen@example.test")
    fields = page.fields() | {"code": "000000"}
    statuses = [visitor.client.post("/en/sign-in/code", data=fields).status_code for _ in range(6)]

    assert statuses == [200] * 4 + [429] * 2


def test_the_code_page_is_for_whoever_has_typed_a_password(visitor: Visitor) -> None:
    assert visitor.visit("/en/sign-in/code").address == "/en/sign-in"


@pytest.mark.parametrize("address", ["/en/sign-in", "/cy/forgotten-password"])
def test_a_post_without_its_token_is_not_taken(visitor: Visitor, address: str) -> None:
    page = visitor.post(address, {"email": "gwen@example.test", "password": PASSWORD}, status=400)
    assert PASSWORD not in page.text
