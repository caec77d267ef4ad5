import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.journal.models import JournalEntry
from assess.journal.rules import INSTALLATION
from assess.people.models import Provider
from tests.visitor import Visitor
from tests.world import World

PAGE = "/en/provider-settings"


@pytest.fixture
def manager(world: World) -> Actor:
    return world.actor(Role.MANAGER, world.provider(name_en="Riverside", name_cy="Glan yr Afon"))


def stands(app: Flask, manager: Actor) -> Provider:
    with app.app_context():
        return db.session.get_one(Provider, manager.provider_id)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_manager_forbids_signing_off_on_a_working_translation(
    app: Flask, manager: Actor, language: str
) -> None:
    visitor = Visitor(app, manager)
    page = visitor.visit(f"/{language}/provider-settings")

    visitor.submit(page, working_translation_sign_off="no", practitioner_word="learner")

    saved = stands(app, manager)
    assert not saved.working_translation_sign_off
    assert saved.practitioner_word.value == "learner"


def test_a_provider_needs_a_name_in_both_languages(app: Flask, manager: Actor) -> None:
    visitor = Visitor(app, manager)

    page = visitor.submit(visitor.visit(PAGE), name_cy=" ")

    assert page.errors == ["Enter the name in Welsh"]
    assert stands(app, manager).name_cy == "Glan yr Afon"


def test_the_second_of_two_managers_sees_both_texts_and_overwrites_nothing(
    app: Flask, manager: Actor
) -> None:
    visitor = Visitor(app, manager)
    opened = visitor.visit(PAGE)
    visitor.submit(visitor.visit(PAGE), name_en="The first")

    page = visitor.submit(opened, name_en="The second", status=409)

    assert "The first" in page.text
    assert page.fields()["name_en"] == "The second"
    assert stands(app, manager).name_en == "The first"


def test_a_change_of_settings_is_in_the_journal(app: Flask, manager: Actor) -> None:
    visitor = Visitor(app, manager)
    visitor.submit(visitor.visit(PAGE), name_en="Another name")

    with app.app_context():
        entries = db.session.scalars(sa.select(JournalEntry)).all()
    assert {entry.chain_id for entry in entries} == {manager.provider_id, INSTALLATION}
    assert {(entry.deed, entry.actor_id) for entry in entries} == {
        ("change_provider", manager.person_id)
    }
