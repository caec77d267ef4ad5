"""A provider's questions go with their criteria from one version of a standard to the next."""

import pytest

from assess.db import db, writing
from assess.evidence.queries import list_questions
from assess.evidence.service import add_question
from tests.services.assessment.test_moving_units import Moving
from tests.world import NOW, MadeStandard, World


@pytest.fixture
def moving(world: World) -> Moving:
    return Moving(world)


def keep(moving: Moving, words: str, label: str | None, standard: MadeStandard) -> None:
    with moving.world.context(), writing() as session:
        add_question(
            session,
            actor=moving.assessor,
            words=words,
            language="en",
            criterion_id=standard.criteria[label] if label else None,
            now=NOW,
        )


def offered(moving: Moving, standard: MadeStandard) -> list[tuple[str, str | None]]:
    with moving.world.context():
        found = list_questions(db.session(), moving.assessor, standard_id=standard.id)
        return [(one.words, one.label) for one in found]


def test_questions_of_unchanged_and_reworded_criteria_are_offered_in_the_newer_version(
    moving: Moving,
) -> None:
    keep(moving, "On what pilot?", "P2", moving.old)
    keep(moving, "How do you plan?", "P1", moving.old)
    keep(moving, "And now?", "P1", moving.new)
    keep(moving, "Anything?", None, moving.old)

    assert offered(moving, moving.new) == [
        ("And now?", "P1"),
        ("How do you plan?", "P2"),
        ("On what pilot?", "P3"),
        ("Anything?", None),
    ]


def test_a_question_of_a_criterion_that_is_gone_is_not_offered(moving: Moving) -> None:
    keep(moving, "Which risks?", "P3", moving.old)

    assert offered(moving, moving.new) == []
    assert offered(moving, moving.old) == [("Which risks?", "P3")]


def test_a_question_of_the_newer_version_serves_units_that_are_still_under_the_older(
    moving: Moving,
) -> None:
    keep(moving, "How do you plan?", "P2", moving.new)
    keep(moving, "Which code?", "P1", moving.new)

    assert offered(moving, moving.old) == [("How do you plan?", "P1")]


def test_questions_of_another_standard_stay_with_it(moving: Moving, world: World) -> None:
    keep(moving, "Elsewhere?", "P1", world.standard("ELSE1"))

    assert offered(moving, moving.new) == []
