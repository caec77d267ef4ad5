"""Who may be meant in a text, and which cohorts somebody is in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.enrolment.models import Cohort, Enrolment
from assess.people.models import Person, RoleHolding
from assess.people.queries import name_at


@dataclass(frozen=True)
class OwnCohort:
    id: UUID | None
    """None where only enrolments name it."""

    name: str
    ends_on: date | None


def list_names_here(session: Session, actor: Actor) -> list[str]:
    """Give the names of everybody who is, or was, at the actor's provider."""
    here = sa.exists().where(
        RoleHolding.person_id == Person.id, RoleHolding.provider_id == actor.provider_id
    )
    return list(session.scalars(sa.select(name_at(actor.provider_id, Person)).where(here)))


def list_own_cohorts(session: Session, actor: Actor) -> list[OwnCohort]:
    """Give the cohorts that the actor is a practitioner in, by name."""
    rows = session.execute(
        sa.select(Cohort.id, Enrolment.cohort, Cohort.ends_on)
        .outerjoin(
            Cohort,
            (Cohort.provider_id == Enrolment.provider_id) & (Cohort.name == Enrolment.cohort),
        )
        .where(
            Enrolment.provider_id == actor.provider_id,
            Enrolment.practitioner_id == actor.person_id,
            Enrolment.cohort != "",
        )
        .distinct()
        .order_by(Enrolment.cohort)
    )
    return [OwnCohort(*row) for row in rows]
