"""The cells of the map, a byte each: what has happened to a criterion, and the state that follows.

The states are those of assessment's own rule; here it is only asked once for every case there is,
because a map has thousands of cells.
"""

from enum import StrEnum
from itertools import product

from assess.assessment.rules.kinds import CriterionState, Outcome
from assess.assessment.rules.states import criterion_state_after

MAPPED, WAITING, MET, NOT_YET_MET = 1, 2, 4, 8
"""What may have happened to a criterion, to be added up."""

_OUTCOMES = {0: None, MET: Outcome.MET, NOT_YET_MET: Outcome.NOT_YET_MET}


class CellState(StrEnum):
    OPEN = CriterionState.OPEN.value
    EVIDENCED = CriterionState.EVIDENCED.value
    SUBMITTED = CriterionState.SUBMITTED.value
    NOT_YET_MET = CriterionState.NOT_YET_MET.value
    MET = CriterionState.MET.value
    SIGNED_OFF = "signed off"


CELL_STATES = tuple(CellState)
"""A cell is a place in this list."""

DONE = frozenset({CellState.SUBMITTED, CellState.MET, CellState.SIGNED_OFF})
"""States in which nothing is left for the practitioner to do."""

_SIGNED_OFF = bytes([CELL_STATES.index(CellState.SIGNED_OFF)]) * 256


def _table() -> bytes:
    table = bytearray(256)
    for mapped, waiting, decided in product((0, MAPPED), (0, WAITING), _OUTCOMES):
        state = criterion_state_after(
            mapped=mapped, waiting=bool(waiting), outcome=_OUTCOMES[decided]
        )
        table[mapped | waiting | decided] = CELL_STATES.index(CellState(state.value))
    return bytes(table)


_STATES = _table()


def cells_after(happened: bytes | bytearray, *, signed_off: bool) -> bytes:
    """Give the cells of a unit from what has happened to each of its criteria."""
    return bytes(happened).translate(_SIGNED_OFF if signed_off else _STATES)


def count_done(cells: bytes) -> int:
    return sum(cells.count(place) for place, state in enumerate(CELL_STATES) if state in DONE)


def count_met(cells: bytes) -> int:
    finished = (CellState.MET, CellState.SIGNED_OFF)
    return sum(cells.count(CELL_STATES.index(state)) for state in finished)
