from typing import TYPE_CHECKING

import pytest

from assess.assessment.rules import CriterionState, Outcome, UnitState
from assess.assessment.rules.states import criterion_state_after, unit_state_after

if TYPE_CHECKING:
    from tests.rules.assessment.conftest import MakeFacts


@pytest.mark.parametrize(
    ("mapped", "waiting", "outcome", "state"),
    [
        (0, False, None, CriterionState.OPEN),
        (2, False, None, CriterionState.EVIDENCED),
        (1, True, None, CriterionState.SUBMITTED),
        (1, False, Outcome.NOT_YET_MET, CriterionState.NOT_YET_MET),
        (1, True, Outcome.NOT_YET_MET, CriterionState.SUBMITTED),
        (1, False, Outcome.MET, CriterionState.MET),
        (0, False, Outcome.MET, CriterionState.MET),
    ],
)
def test_a_criterion_is_in_the_state_that_its_history_leads_to(
    *, mapped: int, waiting: bool, outcome: Outcome | None, state: CriterionState
) -> None:
    assert criterion_state_after(mapped=mapped, waiting=waiting, outcome=outcome) is state


def test_the_facts_of_a_criterion_give_its_state(facts: "MakeFacts") -> None:
    assert facts(mapped=0).state is CriterionState.OPEN
    assert facts(waiting=True, outcome=Outcome.NOT_YET_MET).state is CriterionState.SUBMITTED


@pytest.mark.parametrize(
    ("states", "signed_off", "expected"),
    [
        ([CriterionState.MET, CriterionState.MET], False, UnitState.READY),
        ([CriterionState.MET, CriterionState.MET], True, UnitState.SIGNED_OFF),
        ([CriterionState.MET, CriterionState.SUBMITTED], False, UnitState.IN_PROGRESS),
        ([CriterionState.MET, CriterionState.NOT_YET_MET], False, UnitState.IN_PROGRESS),
        ([], False, UnitState.IN_PROGRESS),
    ],
)
def test_a_unit_is_ready_when_every_criterion_is_met(
    *, states: list[CriterionState], signed_off: bool, expected: UnitState
) -> None:
    assert unit_state_after(states, signed_off=signed_off) is expected
