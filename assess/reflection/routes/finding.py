from uuid import UUID

from assess.actor import Actor
from assess.db import db
from assess.enrolment.queries import UnitView, find_unit
from assess.refusals import NotFoundError
from assess.standards.queries import CriterionView, list_criteria


def find_criterion(actor: Actor, unit_id: UUID, label: str) -> tuple[UnitView, CriterionView]:
    """Find a criterion of a unit that the actor may see, as an address names it."""
    unit = find_unit(db.session(), actor, unit_id)
    for criterion in list_criteria(db.session(), standard_ids=[unit.standard_id]):
        if criterion.label == label:
            return unit, criterion
    raise NotFoundError
