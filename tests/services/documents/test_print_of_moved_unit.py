from pathlib import Path

import pytest

from assess.assessment.rules import Outcome
from assess.db import db
from assess.documents.queries.portfolio import load_unit
from tests.services.assessment.test_moving_units import KNOW, PLAN, REWORDED, RISKS, Moving
from tests.services.documents.printed import print_text
from tests.world import World


def test_a_moved_unit_prints_under_the_new_version_with_what_was_decided_before(
    world: World, tmp_path: Path
) -> None:
    moving = Moving(world)
    moving.map("P1", "P2", "P3", "K1")
    moving.submit("P1", "P2", "P3", "K1")
    moving.decide(Outcome.MET, "P1", "P2", "K1", feedback="Seen and clear.")
    moving.decide(Outcome.NOT_YET_MET, "P3")
    request = moving.ask("P1", "P3")
    moving.answer(request)
    moving.move()
    moving.decide(Outcome.MET, "P3", feedback="Reaffirmed in the new words.")

    with world.context():
        facts = load_unit(db.session(), moving.practitioner, moving.unit.id)
        text = print_text(facts, "en", tmp_path)
    for words in (PLAN, REWORDED, KNOW, "Seen and clear.", "Reaffirmed in the new words."):
        assert words in text
    assert RISKS not in text


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", ("From version 1 to version 2", "Criteria reworded", "reaffirmed in its new words")),
        ("cy", ("O fersiwn 1 i fersiwn 2", "Meini prawf a aileiriwyd", "wedi'i ailgadarnhau")),
    ],
)
def test_a_print_tells_of_the_move_its_reason_and_what_was_reaffirmed(
    world: World, tmp_path: Path, language: str, says: tuple[str, ...]
) -> None:
    moving = Moving(world)
    moving.map("P1", "P2", "K1")
    moving.submit("P1", "P2", "K1")
    moving.decide(Outcome.MET, "P1", "P2", "K1")
    moving.move()
    before = printed(moving, language, tmp_path)
    moving.decide(Outcome.MET, "P3")
    after = printed(moving, language, tmp_path)

    for words in (*says[:2], "The awarding body moves everybody.", "P2 → P3"):
        assert words in before
    assert moving.manager.name in before
    assert says[2] not in before
    assert says[2] in after


def test_a_unit_that_was_never_moved_prints_nothing_of_it(world: World, tmp_path: Path) -> None:
    assert "newer version" not in printed(Moving(world), "en", tmp_path)


def printed(moving: Moving, language: str, folder: Path) -> str:
    with moving.world.context():
        facts = load_unit(db.session(), moving.practitioner, moving.unit.id)
        return print_text(facts, language, folder)
