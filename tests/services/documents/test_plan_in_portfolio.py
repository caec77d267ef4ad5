"""A plan in the printed portfolio: its sections as text and tables, the mapped ones named."""

from pathlib import Path

import pytest

from assess.actor import Role
from assess.app import draw_print
from assess.db import db
from assess.documents.drawing.printing import tell_nobody
from assess.documents.queries import PortfolioFacts, load_unit
from assess.plans.rules.serving import WHOLE, Choice
from tests.plan_evidence import plan_as_evidence
from tests.rules.documents.printing import Printed
from tests.world import World


@pytest.fixture
def facts(world: World) -> PortfolioFacts:
    writer = world.actor(Role.PRACTITIONER, world.provider())
    unit = world.enrolment(writer, world.standard("INSSMA11", performance=20, knowledge=20))
    plan_as_evidence(
        world, writer, Choice("goals", "K4"), Choice(WHOLE, "P2"), sections=("schedule", "budget")
    )
    with world.context():
        return load_unit(db.session(), writer, unit.id)


def printed(facts: PortfolioFacts, choice: str, folder: Path) -> Printed:
    out = folder / "print.pdf"
    draw_print(facts, choice, out, tell_nobody)
    return Printed(out)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("en", ["section 1, Goals", "1. Goals", "Specific", "1 Feb 2027", "Total: €1,200.50"]),
        ("cy", ["adran 1, Nodau", "1. Nodau", "Penodol", "1 Chwef 2027", "Cyfanswm: €1,200.50"]),
        ("both", ["section 1, Goals / adran 1, Nodau", "1. Goals / Nodau"]),
    ],
)
def test_sections_are_printed_in_the_language_asked_for(
    facts: PortfolioFacts, tmp_path: Path, choice: str, words: list[str]
) -> None:
    text = printed(facts, choice, tmp_path).text

    for each in [*words, "Повече обаждания до линията", "Нова страница"]:
        assert each in text, each


def test_its_words_are_printed_once(facts: PortfolioFacts, tmp_path: Path) -> None:
    assert printed(facts, "en", tmp_path).text.count("Повече обаждания до линията") == 1


def test_headings_that_are_ours_are_marked_in_print(facts: PortfolioFacts, tmp_path: Path) -> None:
    text = printed(facts, "en", tmp_path).text

    assert text.count("Working translation of the headings and questions") == 3
