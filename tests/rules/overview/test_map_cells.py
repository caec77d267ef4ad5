from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from assess.assessment.rules import CriterionState, Outcome
from assess.assessment.rules.states import criterion_state_after
from assess.overview.rules.cells import (
    CELL_STATES,
    MAPPED,
    MET,
    NOT_YET_MET,
    WAITING,
    CellState,
    cells_after,
    count_done,
    count_met,
)
from assess.overview.rules.progress import Progress
from assess.overview.rules.sorting import Sort, Standing, sort_key, stuck_key

HAPPENED = st.tuples(
    st.booleans(), st.booleans(), st.sampled_from([None, Outcome.MET, Outcome.NOT_YET_MET])
)
BITS = {None: 0, Outcome.MET: MET, Outcome.NOT_YET_MET: NOT_YET_MET}


@given(st.lists(HAPPENED, max_size=80))
def test_a_cell_has_the_state_that_the_rule_of_criteria_gives(
    unit: list[tuple[bool, bool, Outcome | None]],
) -> None:
    happened = bytes(
        mapped * MAPPED + waiting * WAITING + BITS[outcome] for mapped, waiting, outcome in unit
    )

    states = [CELL_STATES[cell].value for cell in cells_after(happened, signed_off=False)]

    assert states == [
        criterion_state_after(mapped=mapped, waiting=waiting, outcome=outcome).value
        for mapped, waiting, outcome in unit
    ]


def test_every_state_of_a_criterion_has_a_cell() -> None:
    assert {state.value for state in CriterionState} < {state.value for state in CellState}


def test_every_cell_of_a_signed_off_unit_is_signed_off() -> None:
    cells = cells_after(bytes([MAPPED | MET, MAPPED | MET]), signed_off=True)

    assert [CELL_STATES[cell] for cell in cells] == [CellState.SIGNED_OFF] * 2


def test_what_is_met_or_with_the_assessor_counts_as_done() -> None:
    cells = cells_after(
        bytes([0, MAPPED, MAPPED | WAITING, MAPPED | MET, NOT_YET_MET, NOT_YET_MET | WAITING]),
        signed_off=False,
    )

    assert count_done(cells) == 3
    assert count_met(cells) == 1


def standing(
    name: str, *progress: Progress, quiet: int = 0, left: int = 10, share: float = 0.5
) -> Standing:
    return Standing(name, progress or (Progress.ON_TRACK,), quiet, left, share)


def test_most_stuck_is_behind_then_quiet_then_with_most_left_and_the_finished_come_last() -> None:
    order = [
        standing("behind and quiet", Progress.ON_TRACK, Progress.BEHIND, quiet=9),
        standing("behind", Progress.BEHIND, quiet=2, left=1),
        standing("quiet", quiet=40),
        standing("a name", quiet=3, left=20),
        standing("b name", quiet=3, left=20),
        standing("little left", Progress.AHEAD, quiet=3, left=1),
        standing("finished", Progress.FINISHED, quiet=100, left=0),
    ]

    for mixed in list(permutations(order))[::97]:
        assert sorted(mixed, key=stuck_key) == order


def test_least_done_first_is_by_the_share_that_is_done() -> None:
    half, none = standing("a", share=0.5), standing("b", share=0)

    assert sorted([half, none], key=lambda one: sort_key(Sort.PROGRESS, one)) == [none, half]
