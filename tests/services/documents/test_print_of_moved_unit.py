from pathlib import Path

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
