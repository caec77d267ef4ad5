"""A mapped reflection stands wherever one that was written on the criterion does."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.assessment.models import SignOff
from assess.db import db, new_id, writing
from assess.documents.queries import load_unit
from assess.reflection.rules.saving import typed_in
from assess.reflection.rules.stages import ReflectionModel
from assess.reflection.service import map_reflection, write_reflection
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.services.assessment.test_moving_units import Moving
from tests.services.documents.printed import print_text, reflect
from tests.visitor import Visitor
from tests.world import NOW, World


@pytest.fixture
def case(world: World) -> Case:
    with world.context():
        return Case(world)


def write_on(case: Case, *labels: str, title: str = "Gwrando") -> UUID:
    """Write by the stages of a model, in Welsh, and map it."""
    typed = typed_in(
        {"what": "Gwrandewais ŵ.", "now_what": "Nodaf bopeth ŷ."},
        model=ReflectionModel.WHAT,
        language="cy",
        started_from=0,
        tab_id=new_id(),
        title=title,
    )
    with case.world.context():
        with writing() as session:
            reflection_id = write_reflection(session, actor=case.practitioner, typed=typed, now=NOW)
        with writing() as session:
            map_reflection(
                session,
                actor=case.practitioner,
                reflection_id=reflection_id,
                criterion_ids=case.ids(labels),
                now=NOW,
            )
    return reflection_id


def test_the_desk_shows_it_under_the_readers_headings(app: Flask, case: Case) -> None:
    with case.world.context():
        case.map("P1")
        case.submit("P1")
        write_on(case, "P1")

    page = Visitor(app, case.assessor).visit(f"/en/units/{case.unit.id}/desk")

    shown = page.soup.select_one("#criterion-P1 details:-soup-contains('Gwrando')")
    assert shown is not None
    assert [tag.get_text() for tag in shown.select("h4")] == ["What?", "Now what?"]
    assert [tag.get_text(strip=True) for tag in shown.select("div[lang=cy]")] == [
        "Gwrandewais ŵ.",
        "Nodaf bopeth ŷ.",
    ]


def test_the_desk_and_the_criterion_ask_the_database_no_more_for_many(
    app: Flask, case: Case
) -> None:
    with case.world.context():
        case.map("P1")
        case.submit("P1")
        write_on(case, "P1")
    reader = Visitor(app, case.assessor)
    addresses = [f"/en/units/{case.unit.id}/{page}" for page in ("desk", "P1")]

    before = [_statements(reader, address) for address in addresses]
    for number in range(8):
        write_on(case, "P1", "P2", "K1", title=f"Number {number}")

    assert [_statements(reader, address) for address in addresses] == before


def _statements(reader: Visitor, address: str) -> int:
    reader.visit(address)
    with counted_statements() as sent:
        reader.visit(address)
    return len(sent)


def test_the_snapshot_freezes_it_beside_the_criterions_own(case: Case) -> None:
    with case.world.context():
        reflect(case, "P1", "Dysgais lawer.")
        reflection_id = write_on(case, "P1", "K1")
        case.meet_all()
        case.sign_off()
        held: dict[str, Any] = db.session().scalars(sa.select(SignOff)).one().snapshot

    first, knowledge = held["criteria"][0], held["criteria"][3]
    assert first["reflection"]["words"] == "Dysgais lawer."
    assert "parts" not in first["reflection"]
    [mapped] = first["mapped_reflections"]
    assert mapped == knowledge["mapped_reflections"][0]
    assert (mapped["reflection"], mapped["title"], mapped["model"]) == (
        str(reflection_id),
        "Gwrando",
        "what",
    )
    assert mapped["parts"] == {"what": "Gwrandewais ŵ.", "now_what": "Nodaf bopeth ŷ."}
    assert knowledge["reflection"] is None
    assert "mapped_reflections" not in held["criteria"][1]


@pytest.mark.parametrize(
    ("choice", "heading"), [("en", "So what?"), ("cy", "Beth nesaf?"), ("both", "Now what?")]
)
def test_the_print_sets_the_headings_in_its_language(
    case: Case, tmp_path: Path, choice: str, heading: str
) -> None:
    with case.world.context():
        write_on(case, "P1")
        facts = load_unit(db.session(), case.practitioner, case.unit.id)
        text = print_text(facts, choice, tmp_path)

    assert "Gwrandewais ŵ." in text
    assert "Gwrando " in text
    assert (heading in text) is (heading != "So what?")


def test_a_mapping_follows_its_unit_to_a_newer_version(world: World) -> None:
    with world.context():
        moving = Moving(world)
        write_on(moving, "P1")
        moving.move()
        found = Visitor(world.app, moving.assessor).visit(f"/en/units/{moving.unit.id}/P2")

    assert "Gwrandewais ŵ." in found.text
