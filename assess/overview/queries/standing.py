from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.queries import (
    LiveSignOff,
    Waiting,
    criterion_states,
    list_live_sign_offs,
    waiting_for_practitioner,
)
from assess.assessment.rules.states import CriterionFacts
from assess.bilingual import Bilingual
from assess.enrolment.queries import UnitView
from assess.overview.queries.cells import MapUnit
from assess.overview.queries.kept import load_units
from assess.standards.queries import list_outlines


@dataclass(frozen=True)
class Standing:
    """Where some units stand: read in a fixed number of statements, whatever their size."""

    words: dict[UUID, Bilingual]
    """Of each criterion of the units' standards, its newest words."""

    states: dict[UUID, dict[UUID, CriterionFacts]]
    sign_offs: dict[UUID, LiveSignOff]

    def signed_at(self, unit_id: UUID) -> datetime | None:
        sign_off = self.sign_offs.get(unit_id)
        return sign_off.signed_at if sign_off else None


def load_standing(session: Session, units: Sequence[UnitView]) -> Standing:
    """Read where units stand that were found for the actor."""
    unit_ids = [unit.id for unit in units]
    outlines = list_outlines(session, units)
    return Standing(
        words={one.id: one.words for criteria in outlines.values() for one in criteria},
        states=criterion_states(session, unit_ids),
        sign_offs=list_live_sign_offs(session, unit_ids),
    )


def load_cells(session: Session, actor: Actor, units: Sequence[UnitView]) -> list[MapUnit]:
    """Read the cells of units that were found for the actor: less than where they stand."""
    columns = {
        standard_id: tuple(criterion.id for criterion in criteria)
        for standard_id, criteria in list_outlines(session, units).items()
    }
    wanted = [(unit.id, columns[unit.standard_id]) for unit in units]
    return load_units(session, actor.provider_id, wanted)


def load_waiting(session: Session, units: Sequence[UnitView], standing: Standing) -> Waiting:
    return waiting_for_practitioner(session, [unit.id for unit in units], standing.states)
