from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Role
from assess.assessment.models import SignOff
from assess.assessment.queries.states import stands
from assess.assessment.rules import UnitState
from assess.enrolment.models import Enrolment
from assess.people.models import Person, Provider, RoleHolding
from assess.standards.models import Standard


@dataclass(frozen=True)
class UnitLine:
    """A unit as an operator lists it; `portfolio_id` is the practitioner's role there."""

    id: UUID
    portfolio_id: UUID | None
    practitioner: str
    urn: str
    state: UnitState
    provider: str


def list_all_units(session: Session) -> list[UnitLine]:
    """Give every provider's units, for an operator's command, in one statement."""
    signed = sa.exists().where(SignOff.enrolment_id == Enrolment.id, stands())
    rows = session.execute(
        sa.select(Enrolment.id, RoleHolding.id, Person.name, Standard.urn, signed, Provider.name_en)
        .join(Person, Person.id == Enrolment.practitioner_id)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .join(Provider, Provider.id == Enrolment.provider_id)
        .outerjoin(
            RoleHolding,
            (RoleHolding.person_id == Enrolment.practitioner_id)
            & (RoleHolding.provider_id == Enrolment.provider_id)
            & (RoleHolding.role == Role.PRACTITIONER),
        )
        .order_by(Provider.name_en, Provider.id, Person.name, Standard.urn, Enrolment.id)
    )
    return [
        UnitLine(
            row[0],
            row[1],
            row[2],
            row[3],
            UnitState.SIGNED_OFF if row[4] else UnitState.IN_PROGRESS,
            row[5],
        )
        for row in rows
    ]
