from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor, Role
from assess.enrolment.models import Allocation, Enrolment
from assess.enrolment.queries.units import visible_to
from assess.people.models import Person
from assess.people.queries import name_at


@dataclass(frozen=True)
class AllocationView:
    role: Role
    person: str | None
    """None where the unit was given to nobody."""

    by: str | None
    at: datetime
    reason: str
    reason_language: str | None


def list_allocations(session: Session, actor: Actor, unit_id: UUID) -> list[AllocationView]:
    """Give who has had a unit that the actor may see, the newest first."""
    person, giver = aliased(Person), aliased(Person)
    rows = session.execute(
        sa.select(
            Allocation.role,
            name_at(Allocation.provider_id, person),
            name_at(Allocation.provider_id, giver),
            Allocation.allocated_at,
            Allocation.reason,
            Allocation.reason_language,
        )
        .join(Enrolment, Enrolment.id == Allocation.enrolment_id)
        .outerjoin(person, person.id == Allocation.person_id)
        .outerjoin(giver, giver.id == Allocation.allocated_by_id)
        .where(Allocation.enrolment_id == unit_id, visible_to(actor))
        .order_by(Allocation.allocated_at.desc(), Allocation.id.desc())
    )
    return [AllocationView(*row) for row in rows]
