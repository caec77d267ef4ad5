from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.enrolment.models import Enrolment
from assess.enrolment.queries.units import UnitView, find_unit, visible_to
from assess.enrolment.rules import Terms
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class EnrolmentView:
    """An enrolment as it may be changed: its unit, its terms, and the version they stand in."""

    unit: UnitView
    terms: Terms
    version: int


def find_enrolment(session: Session, actor: Actor, unit_id: UUID) -> EnrolmentView:
    """Find an enrolment that the actor may see, with all its terms.

    Raises:
        NotFoundError: when there is none, or none for this actor.

    """
    unit = find_unit(session, actor, unit_id)
    row = session.execute(
        sa.select(
            Enrolment.version, *(getattr(Enrolment, name) for name in Terms.__dataclass_fields__)
        ).where(Enrolment.id == unit_id, visible_to(actor))
    ).one_or_none()
    if row is None:
        raise NotFoundError
    version, *terms = row
    return EnrolmentView(unit, Terms(*terms), version)
