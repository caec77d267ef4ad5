"""A provider may ask assessors, IQAs and managers for a second factor: nothing opens before it."""

import pytest
from flask import Flask
from pyotp.totp import TOTP

from assess.actor import Actor, Role
from assess.db import db
from assess.people.models import Credential, Person, Provider
from tests.visitor import Page, Visitor
from tests.world import World

SET_UP = "/en/account/second-factor"


@pytest.fixture
def strict(world: World) -> Provider:
    return world.provider(name_en="Strict Centre", second_factor_required=True)


def as_person(actor: Actor) -> Person:
    return Person(id=actor.person_id, name=actor.name, language=actor.language)


def turn_on(visitor: Visitor, page: Page) -> Page:
    secret = page.soup.select("main li strong")[0].get_text().replace(" ", "")
    return visitor.submit(page, code=TOTP(secret).now())


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.IQA, Role.MANAGER])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_whoever_needs_a_second_factor_is_led_to_set_it_up_and_then_on(
    app: Flask, world: World, strict: Provider, role: Role, language: str
) -> None:
    visitor = Visitor(app, world.actor(role, strict))

    page = visitor.visit(f"/{language}/units")
    assert page.address == f"/{language}/account/second-factor"
    page = turn_on(visitor, page)
    assert len(page.soup.select("main code")) == 10
    onward = page.soup.select("main a")[-1]

    assert visitor.visit(str(onward["href"])).address == f"/{language}/units"


def test_a_practitioner_needs_none(app: Flask, world: World, strict: Provider) -> None:
    visitor = Visitor(app, world.actor(Role.PRACTITIONER, strict))

    assert visitor.visit("/en/evidence").address == "/en/evidence"


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.IQA, Role.MANAGER])
def test_no_provider_that_has_not_said_so_asks_for_one(
    app: Flask, world: World, role: Role
) -> None:
    visitor = Visitor(app, world.actor(role, world.provider()))

    assert visitor.visit("/en/units").address == "/en/units"


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.IQA, Role.MANAGER])
def test_whoever_has_one_goes_straight_on(
    app: Flask, world: World, strict: Provider, role: Role
) -> None:
    actor = world.actor(role, strict)
    with app.app_context():
        db.session.get_one(Credential, actor.person_id).totp_secret = "A" * 32
        db.session.commit()

    assert Visitor(app, actor).visit("/en/units").address == "/en/units"


def test_account_help_language_and_signing_out_stay_open(
    app: Flask, world: World, strict: Provider
) -> None:
    visitor = Visitor(app, world.actor(Role.MANAGER, strict))

    for address in ("/en/account", "/en/help", "/cy/help", "/en/account/password", SET_UP):
        assert visitor.visit(address).address == address
    page = visitor.visit("/en/account")
    page = visitor.submit(page, form="main form:has(input[name=language])", language="cy")
    assert page.address == "/en/account"
    fields = {"csrf_token": page.fields("main form")["csrf_token"]}

    assert visitor.post("/en/sign-out", fields).address == "/en/signed-out"


def test_nothing_is_done_before_it_is_set_up_and_what_was_typed_is_kept(
    app: Flask, world: World
) -> None:
    provider = world.provider()
    visitor = Visitor(app, world.actor(Role.MANAGER, provider))
    opened = visitor.visit("/en/people/invite")
    with app.app_context():
        db.session.get_one(Provider, provider.id).second_factor_required = True
        db.session.info.clear()
        db.session.commit()

    page = visitor.submit(opened, name="Nia Rees", email="nia@example.test", roles=["assessor"])

    assert page.address == SET_UP
    with app.app_context():
        assert db.session.query(Person).filter_by(email="nia@example.test").count() == 0
    page = turn_on(visitor, page)
    kept = visitor.visit(str(page.soup.select("main a")[-1]["href"]))
    assert kept.address == "/en/kept"
    assert "Nia Rees" in kept.text


def test_switching_to_a_strict_provider_applies_its_rule_at_once_and_switching_back_lifts_it(
    app: Flask, world: World, strict: Provider
) -> None:
    easy = world.actor(Role.MANAGER, world.provider(name_en="Easy Centre"))
    bound = world.actor(Role.ASSESSOR, strict, as_person(easy))
    visitor = Visitor(app, easy)
    assert visitor.visit("/en/people").address == "/en/people"
    page = visitor.visit("/en/account")
    fields = page.fields("main form[action$='account/role']")

    page = visitor.post("/en/account/role", fields | {"role_holding_id": bound.role_holding_id})
    assert page.address == SET_UP
    assert visitor.visit("/en/units").address == SET_UP

    fields = visitor.visit("/en/account").fields("main form[action$='account/role']")
    visitor.post("/en/account/role", fields | {"role_holding_id": easy.role_holding_id})
    assert visitor.visit("/en/people").address == "/en/people"


def test_a_practitioner_who_switches_to_assessing_at_the_same_provider_needs_it_then(
    app: Flask, world: World, strict: Provider
) -> None:
    learning = world.actor(Role.PRACTITIONER, strict)
    assessing = world.actor(Role.ASSESSOR, strict, as_person(learning))
    visitor = Visitor(app, learning)
    assert visitor.visit("/en/evidence").address == "/en/evidence"
    fields = visitor.visit("/en/account").fields("main form[action$='account/role']")

    page = visitor.post("/en/account/role", fields | {"role_holding_id": assessing.role_holding_id})

    assert page.address == SET_UP


def test_turning_it_off_where_it_is_needed_leads_to_setting_it_up_again(
    app: Flask, world: World, strict: Provider
) -> None:
    visitor = Visitor(app, world.actor(Role.ASSESSOR, strict))
    turn_on(visitor, visitor.visit(SET_UP))
    page = visitor.visit(SET_UP)
    visitor.submit(page, form="main form[action$=remove]")

    assert visitor.visit("/en/queue").address == SET_UP
