from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from pyotp.totp import TOTP

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.db import db
from assess.people.models import Credential, Person
from assess.people.queries import find_factor_state
from tests.pages.people.conftest import PASSWORD
from tests.visitor import Page, Visitor
from tests.world import World


def secret_on(page: Page) -> str:
    return page.soup.select("main li strong")[0].get_text().replace(" ", "")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_account_shows_who_and_where_and_changes_the_language_of_mails(
    app: Flask, visitor: Visitor, gwen: Actor, language: str
) -> None:
    visitor.sign_in(gwen)
    page = visitor.visit(f"/{language}/account")
    assert "gwen@example.test" in page.text

    page = visitor.submit(page, form="main form:has(input[name=language])", language="cy")

    assert page.address == f"/{language}/account"
    with app.app_context():
        assert db.session.get_one(Person, gwen.person_id).language is Language.WELSH


def test_a_language_that_is_none_of_ours_is_refused(visitor: Visitor, gwen: Actor) -> None:
    visitor.sign_in(gwen)
    page = visitor.visit("/en/account")
    page = visitor.submit(page, form="main form:has(input[name=language])", language="fr")

    assert page.errors == ["Choose one of the answers shown"]


def test_switching_to_a_role_at_another_provider_and_to_nobody_elses(
    visitor: Visitor, gwen: Actor, world: World
) -> None:
    person = Person(id=gwen.person_id, name=gwen.name, language=gwen.language)
    manager = world.actor(Role.MANAGER, world.provider(name_en="Second Centre"), person)
    stranger = world.actor(Role.MANAGER, world.provider())
    visitor.sign_in(gwen)
    visitor.visit("/en/people", status=403)
    page = visitor.visit("/en/account")
    fields = page.fields("main form[action$='account/role']")
    assert "Second Centre" in page.text

    visitor.post(
        "/en/account/role", fields | {"role_holding_id": stranger.role_holding_id}, status=404
    )
    for rubbish in ("", "x", "\x00"):
        visitor.post("/en/account/role", fields | {"role_holding_id": rubbish}, status=404)
    visitor.post("/en/account/role", fields | {"role_holding_id": manager.role_holding_id})

    assert visitor.visit("/en/people").heading == "People"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_second_factor_is_turned_on_by_a_code_and_shows_its_recovery_codes_once(
    app: Flask, visitor: Visitor, gwen: Actor, language: str
) -> None:
    visitor.sign_in(gwen)
    page = visitor.visit(f"/{language}/account/second-factor")
    secret = secret_on(page)
    picture = page.soup.select_one("main img")
    assert picture is not None
    assert str(picture["src"]).startswith("data:image/svg+xml")
    assert visitor.submit(page, code="000000").errors
    assert secret_on(visitor.visit(f"/{language}/account/second-factor")) == secret

    page = visitor.submit(page, code=TOTP(secret).now())

    codes = [code.get_text() for code in page.soup.select("main code")]
    assert len(codes) == 10
    page = visitor.visit(f"/{language}/account/second-factor")
    assert not [code for code in codes if code in page.html]
    assert secret not in page.html.replace(" ", "")
    with app.app_context():
        assert find_factor_state(db.session(), person_id=gwen.person_id).is_on


def test_factors_change_only_with_a_fresh_proof(app: Flask, visitor: Visitor, gwen: Actor) -> None:
    with app.app_context():
        db.session.get_one(Credential, gwen.person_id).totp_secret = "A" * 32
        db.session.commit()
    visitor.sign_in(gwen, proved_at=datetime.now(UTC) - timedelta(minutes=11))
    page = visitor.visit("/en/account/second-factor")
    assert page.address == "/en/prove-yourself"
    fields = page.fields()
    for deed in ("remove", "recovery-codes"):
        away = visitor.post(f"/en/account/second-factor/{deed}", fields)
        assert away.address == "/en/prove-yourself"

    assert visitor.submit(page, password=PASSWORD, code="000000").errors
    page = visitor.submit(page, password=PASSWORD, code=TOTP("A" * 32).now())
    assert page.address == "/en/account/second-factor"
    new = visitor.submit(page, form="main form[action$=recovery-codes]")
    assert len(new.soup.select("main code")) == 10
    page = visitor.submit(page, form="main form[action$=remove]")

    assert page.address == "/en/account"
    with app.app_context():
        assert not find_factor_state(db.session(), person_id=gwen.person_id).is_on


@pytest.mark.parametrize("language", ["en", "cy"])
def test_proving_oneself_leads_back_under_a_new_token(
    visitor: Visitor, gwen: Actor, language: str
) -> None:
    visitor.sign_in(gwen)
    before = visitor.client.get_cookie("assess_session")
    page = visitor.visit(f"/{language}/prove-yourself?next=/{language}/account/password")
    assert visitor.submit(page, password="wrong words here").errors

    page = visitor.submit(page, password=PASSWORD)

    after = visitor.client.get_cookie("assess_session")
    assert page.address == f"/{language}/account/password"
    assert before is not None
    assert after is not None
    assert before.value != after.value


@pytest.mark.parametrize("outside", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_proving_oneself_never_leads_off_the_site(
    visitor: Visitor, gwen: Actor, outside: str
) -> None:
    visitor.sign_in(gwen)
    page = visitor.visit("/en/prove-yourself", query_string={"next": outside})

    response = visitor.client.post(
        "/en/prove-yourself", data=page.fields() | {"password": PASSWORD}
    )

    assert response.headers["Location"] == "/en/"


TYPED = "Ysgrifennais am yr ymgyrch. " * 400


def test_what_was_typed_when_the_session_had_ended_can_be_sent_after_signing_in(
    app: Flask, visitor: Visitor, gwen: Actor
) -> None:
    """The account's page stands in for any page that is typed into."""
    visitor.sign_in(gwen)
    fields = visitor.visit("/cy/account").fields("main form:has(input[name=language])")
    visitor.client.delete_cookie("assess_session")

    page = visitor.post("/cy/account", fields | {"language": "cy", "words": f"\n{TYPED}\n"})
    assert page.address == "/cy/sign-in"
    page = visitor.submit(page, email="gwen@example.test", password=PASSWORD)

    assert page.address == "/cy/kept"
    assert TYPED.strip() in page.text
    sent = page.fields("main form[action='/cy/account']")
    assert sent["words"].strip() == TYPED.strip()
    assert sent["language"] == "cy"
    assert sent["csrf_token"] != fields["csrf_token"]
    page = visitor.submit(page, form="main form[action='/cy/account']")
    assert page.address == "/cy/account"
    with app.app_context():
        assert db.session.get_one(Person, gwen.person_id).language is Language.WELSH
    assert visitor.visit("/cy/kept").address == "/cy/units"


def test_what_was_kept_can_be_put_away_and_passwords_are_never_kept(
    visitor: Visitor, gwen: Actor
) -> None:
    visitor.sign_in(gwen)
    fields = visitor.visit("/en/account").fields("main form:has(input[name=language])")
    visitor.client.delete_cookie("assess_session")
    page = visitor.post(
        "/en/account", fields | {"words": "my own words", "new_password": "a secret of hers"}
    )
    page = visitor.submit(page, email="gwen@example.test", password=PASSWORD)
    assert "my own words" in page.text
    assert "a secret of hers" not in page.html

    page = visitor.submit(page, form="main form[action$='kept/drop']")

    assert page.address == "/en/units"
    assert visitor.visit("/en/kept").address == "/en/units"


@pytest.mark.parametrize(
    "header", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_what_another_site_sends_is_not_kept(
    visitor: Visitor, gwen: Actor, header: dict[str, str]
) -> None:
    del gwen
    visitor.client.post("/en/account", data={"words": "a stranger's words"}, headers=header)
    page = visitor.visit("/en/sign-in")
    page = visitor.submit(page, email="gwen@example.test", password=PASSWORD)

    assert page.address == "/en/units"


def test_nothing_typed_is_nothing_kept(visitor: Visitor, gwen: Actor) -> None:
    visitor.sign_in(gwen)
    fields = visitor.visit("/en/account/password").fields()
    visitor.client.delete_cookie("assess_session")
    page = visitor.post("/en/account/password", fields | {"password": PASSWORD})
    page = visitor.submit(page, email="gwen@example.test", password=PASSWORD)

    assert page.address == "/en/units"


def test_a_proof_that_was_not_fresh_keeps_what_was_typed(
    app: Flask, visitor: Visitor, gwen: Actor
) -> None:
    del app
    visitor.sign_in(gwen, proved_at=datetime.now(UTC) - timedelta(minutes=11))
    fields = visitor.visit("/en/prove-yourself").fields()
    page = visitor.post(
        "/en/account/second-factor", {"csrf_token": fields["csrf_token"], "words": "my own words"}
    )
    assert page.address == "/en/prove-yourself"
    page = visitor.submit(page, password=PASSWORD)

    assert page.address == "/en/kept"
    assert "my own words" in page.text


def test_every_answer_to_somebody_signed_in_stays_out_of_caches(
    visitor: Visitor, gwen: Actor
) -> None:
    visitor.sign_in(gwen)
    for address in ("/en/account", "/cy/account/password", "/en/account/second-factor"):
        assert visitor.visit(address).response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_page_for_another_role_of_the_reader_opens_with_one_click(
    visitor: Visitor, gwen: Actor, world: World, language: str
) -> None:
    person = Person(id=gwen.person_id, name=gwen.name, language=gwen.language)
    manager = world.actor(Role.MANAGER, world.provider(), person, provider_id=gwen.provider_id)
    world.actor(Role.MANAGER, world.provider(), person)
    visitor.sign_in(gwen)
    page = visitor.visit(f"/{language}/people?search=x", status=403)
    buttons = page.soup.select("main button[name=role_holding_id]")

    assert [one["value"] for one in buttons] == [str(manager.role_holding_id)]
    sent = page.fields() | {"role_holding_id": manager.role_holding_id}
    page = visitor.post(f"/{language}/account/role", sent)
    assert page.address.startswith(f"/{language}/people")
    assert page.soup.select_one("main button[name=role_holding_id]") is None


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example", "/en/\\x", "/en/ x", "/x"]
)
def test_a_switch_leads_to_no_other_service(
    visitor: Visitor, gwen: Actor, world: World, address: str
) -> None:
    person = Person(id=gwen.person_id, name=gwen.name, language=gwen.language)
    manager = world.actor(Role.MANAGER, world.provider(), person, provider_id=gwen.provider_id)
    visitor.sign_in(gwen)
    page = visitor.visit("/en/people", status=403)
    sent = page.fields() | {"role_holding_id": manager.role_holding_id, "address": address}

    assert visitor.post("/en/account/role", sent).address == "/en/units"
