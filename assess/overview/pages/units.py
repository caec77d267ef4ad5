"""A table of units, a line each: counted from their cells, as the map shows them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from assess.assessment.rules.kinds import CriterionState, UnitState
from assess.assessment.rules.states import unit_state_after
from assess.overview.pages.gap_list import UNIT_STATE_NAMES
from assess.overview.pages.progress import Pace, unit_pace
from assess.overview.rules.cells import CELL_STATES, CellState

if TYPE_CHECKING:
    from assess.enrolment.queries import UnitView
    from assess.overview.queries import MapUnit


@dataclass(frozen=True)
class UnitLine:
    unit_id: UUID
    practitioner: str
    urn: str
    assessor: str | None
    state: UnitState
    state_name: str
    met: int
    all: int
    submitted: int
    missing: int
    pace: Pace


@dataclass(frozen=True)
class UnitsPage:
    lines: tuple[UnitLine, ...]
    number: int
    count: int
    all: int


def unit_line(unit: "UnitView", work: "MapUnit", today: date) -> UnitLine:
    states = [] if work.is_signed_off else [CELL_STATES[one] for one in set(work.cells)]
    state = unit_state_after(map(CriterionState, states), signed_off=work.is_signed_off)
    return UnitLine(
        unit_id=unit.id,
        practitioner=unit.practitioner,
        urn=unit.urn,
        assessor=unit.assessor,
        state=state,
        state_name=str(UNIT_STATE_NAMES[state]),
        met=work.met,
        all=len(work.cells),
        submitted=_count(work.cells, CellState.SUBMITTED),
        missing=_count(work.cells, CellState.OPEN),
        pace=unit_pace(
            starts_on=unit.starts_on,
            ends_on=unit.ends_on,
            today=today,
            done=work.done,
            criteria=len(work.cells),
            signed_off=work.is_signed_off,
        ),
    )


def _count(cells: bytes, state: CellState) -> int:
    return cells.count(CELL_STATES.index(state))
