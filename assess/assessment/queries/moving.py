"""Units under older versions of a standard."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.queries.states import list_live_sign_offs
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.people.models import Person
from assess.people.queries import name_at
from assess.standards.models import Standard
from assess.standards.queries import EditionView
from assess.standards.rules.comparing import is_newer

SHOWN = 200


@dataclass(frozen=True)
class MovableUnit:
    id: UUID
    practitioner: str
    edition: str
    cohort: str
    is_signed_off: bool


def list_movable_units(
    session: Session, actor: Actor, *, urn: str, target: EditionView
) -> tuple[list[MovableUnit], int]:
    """Give the first units under older versions that the actor may see, and how many there are."""
    editions = session.scalars(sa.select(Standard.edition).where(Standard.urn == urn).distinct())
    older = [one for one in editions if is_newer(target.edition, one)]
    chosen = (visible_to(actor), Standard.urn == urn, Standard.edition.in_(older))
    name = name_at(Enrolment.provider_id, Person)
    units = (
        sa.select(Enrolment.id, name, Standard.edition, Enrolment.cohort)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .join(Person, Person.id == Enrolment.practitioner_id)
        .where(*chosen)
    )
    count = session.scalar(sa.select(sa.func.count()).select_from(units.subquery())) or 0
    rows = session.execute(units.order_by(name, Enrolment.id).limit(SHOWN)).all()
    signed = list_live_sign_offs(session, [row[0] for row in rows])
    return [
        MovableUnit(row[0], row[1], row[2], row[3], is_signed_off=row[0] in signed) for row in rows
    ], count
