from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.enrolment.queries import UnitView, list_units
from assess.standards.queries import CriterionView, list_criteria
from assess.standards.queries.crosswalk import list_counterparts
from assess.standards.rules.crosswalk import Counterpart


@dataclass(frozen=True)
class MappableUnit:
    """A unit of the practitioner's with the criteria that evidence may be mapped to."""

    unit: UnitView
    criteria: tuple[CriterionView, ...]
    alike: dict[str, tuple[Counterpart, ...]]
    """By label: criteria of other standards that the same evidence may show."""


def list_mappable_units(
    session: Session, actor: Actor, *, practitioner_id: UUID
) -> list[MappableUnit]:
    """Give the practitioner's units that the actor may map evidence in, in two statements."""
    units = list_units(session, actor, practitioner_id=practitioner_id)
    criteria = list_criteria(session, standard_ids=[unit.standard_id for unit in units])
    return [
        MappableUnit(
            unit,
            tuple(one for one in criteria if one.standard_id == unit.standard_id),
            list_counterparts(unit.urn, unit.edition),
        )
        for unit in units
    ]
