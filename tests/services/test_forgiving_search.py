"""What is typed into a search finds words with accents and without; on both engines alike."""

from typing import Any

import pytest
import sqlalchemy as sa

from assess.actor import Role
from assess.bilingual import fold
from assess.db import Folded, db
from assess.evidence.queries import list_library
from assess.people.models import Provider
from assess.people.queries import count_people, list_named, list_people
from tests.world import World

WRITTEN = (
    "Si\u00f4n \u0174yn",
    "Sio\u0302n W\u0302yn",
    "STRA\u00dfE \u00c9COLE",
    "O\u2019Brien \u02bca\u201cb\u201d `c",
    "  two\nlines\tand  spaces ",
    "\ufb01ne \u0178 \u00bd",
    "",
)


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.usefixtures("app")
def test_the_database_folds_as_the_rule_does(text: str) -> None:
    folded: sa.ColumnElement[Any] = Folded(sa.literal(text, sa.String()))

    assert db.session.scalar(sa.select(folded)) == fold(text)


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.mark.parametrize(
    "search", ["sion", "Si\u00f4n", "SI\u00d4N", "sio\u0302n", "wyn", "\u0175yn", "o'r", "o\u2019r"]
)
def test_a_person_is_found_with_accents_and_without(
    world: World, provider: Provider, search: str
) -> None:
    manager = world.actor(Role.MANAGER, provider, world.person(name="Ann"))
    sion = world.person(name="Si\u00f4n \u0174yn o\u2019r Bala")
    world.actor(Role.PRACTITIONER, provider, sion)

    session = db.session()
    assert [line.id for line in list_people(session, manager, search=search)] == [sion.id]
    assert count_people(session, manager, search=search) == 1
    named = list_named(session, manager, role=Role.PRACTITIONER, search=search)
    assert [person.id for person in named] == [sion.id]


@pytest.mark.parametrize("search", ["sions", "%", "_", "ion w y"])
def test_what_a_name_does_not_have_finds_nobody(
    world: World, provider: Provider, search: str
) -> None:
    manager = world.actor(Role.MANAGER, provider, world.person(name="Ann"))
    world.actor(Role.PRACTITIONER, provider, world.person(name="Si\u00f4n \u0174yn"))

    assert list_people(db.session(), manager, search=search) == []


@pytest.mark.parametrize("search", ["grwp", "GR\u0174P", "gr\u0175p ffocws", "a'r ty", "t\u0177"])
def test_evidence_is_found_with_accents_and_without(
    world: World, provider: Provider, search: str
) -> None:
    actor = world.actor(Role.PRACTITIONER, provider)
    titled = world.evidence(actor, title="Gr\u0175p ffocws a\u2019r t\u0177")
    described = world.evidence(
        actor, title="Plan", description="Y gr\u0175p ffocws\na\u2019r t\u0177"
    )
    world.evidence(actor, title="Something else")

    found = list_library(db.session(), actor, search=search)

    assert {entry.id for entry in found.entries} == {titled.id, described.id}
    assert found.found == 2
