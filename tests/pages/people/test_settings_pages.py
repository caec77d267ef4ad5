import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.journal.models import JournalEntry
from assess.journal.rules import INSTALLATION
from assess.people.models import Provider
from assess.people.queries.settings import find_provider_terms
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


def test_a_provider_that_has_said_nothing_shows_what_holds(app: Flask, manager: Actor) -> None:
    fields = Visitor(app, manager).visit(PAGE).fields()

    assert fields["turnaround_days"] == "10"
    assert fields["appeal_days"] == "20"
    assert fields["retention_months"] == "36"
    assert fields["release_needs_iqa"] == ["yes"]
    assert fields["second_factor_required"] == ["no"]


def test_the_figures_that_a_manager_sets_hold(app: Flask, manager: Actor) -> None:
    visitor = Visitor(app, manager)
    visitor.submit(
        visitor.visit(PAGE),
        turnaround_days=" 5 ",
        appeal_days="15",
        retention_months="60",
        release_needs_iqa="no",
        second_factor_required="no",
    )

    with app.app_context():
        terms = find_provider_terms(db.session(), manager.provider_id)
    assert (terms.turnaround_days, terms.appeal_days, terms.retention_months) == (5, 15, 60)
    assert not terms.release_needs_iqa
    assert not terms.second_factor_required


@pytest.mark.parametrize(
    "typed", ["0", "61", "ten", "-1", "1.5", "9" * 400, "\N{ARABIC-INDIC DIGIT ONE}"]
)
def test_a_figure_that_is_none_is_refused_beside_its_field(
    app: Flask, manager: Actor, typed: str
) -> None:
    visitor = Visitor(app, manager)

    page = visitor.submit(visitor.visit(PAGE), turnaround_days=typed)

    assert page.errors == ["Enter a whole number from 1 to 60"]
    assert page.soup.select_one("#turnaround_days-error") is not None
    assert stands(app, manager).turnaround_days is None


def test_a_promise_cannot_be_left_empty(app: Flask, manager: Actor) -> None:
    visitor = Visitor(app, manager)

    page = visitor.submit(visitor.visit(PAGE), turnaround_days="", appeal_days=" ")

    assert page.errors == [
        "Enter within how many working days you promise an answer",
        "Enter how many working days there are to appeal",
    ]
