"""A provider's people and enrolments as rows of plain values, for files that are taken away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.enrolment.models import Enrolment
from assess.enrolment.queries.units import visible_to
from assess.people.models import Person, RoleHolding
from assess.people.queries import name_at
from assess.standards.models import Standard


@dataclass(frozen=True)
class PersonRow:
    name: str
    email: str
    language: Language
    role: Role
    site: str


@dataclass(frozen=True)
class EnrolmentRow:
    name: str
    email: str
    language: Language
    site: str
    cohort: str
    urn: str
    edition: str
    starts_on: date
    ends_on: date | None
    assessor: str | None
    """By their e-mail address, as the IQA."""

    iqa: str | None
    assessment_language: Language | None
    qualification: str
    awarding_body: str
    registration_number: str
    registered_on: date | None
    learner_number: str
    certificate_claimed_on: date | None


def list_people_rows(session: Session, actor: Actor) -> list[PersonRow]:
    """Give everybody's roles at the provider as they are held now, by name."""
    name = name_at(actor.provider_id, Person)
    rows = session.execute(
        sa.select(name, Person.email, Person.language, RoleHolding.role, RoleHolding.site)
        .join(RoleHolding, RoleHolding.person_id == Person.id)
        .where(RoleHolding.provider_id == actor.provider_id, RoleHolding.ended_at.is_(None))
        .order_by(sa.func.lower(name), Person.id, RoleHolding.created_at, RoleHolding.id)
    )
    return [PersonRow(*row) for row in rows]


def list_enrolment_rows(
    session: Session, actor: Actor, *, cohort: str | None = None
) -> list[EnrolmentRow]:
    """Give the enrolments that the actor may see, by practitioner's name and URN."""
    practitioner, assessor, iqa = aliased(Person), aliased(Person), aliased(Person)
    name = name_at(actor.provider_id, practitioner)
    select = (
        sa.select(
            name,
            practitioner.email,
            practitioner.language,
            sa.func.coalesce(RoleHolding.site, ""),
            Enrolment.cohort,
            Standard.urn,
            Standard.edition,
            Enrolment.starts_on,
            Enrolment.ends_on,
            assessor.email,
            iqa.email,
            Enrolment.assessment_language,
            Enrolment.qualification,
            Enrolment.awarding_body,
            Enrolment.registration_number,
            Enrolment.registered_on,
            Enrolment.learner_number,
            Enrolment.certificate_claimed_on,
        )
        .join(practitioner, practitioner.id == Enrolment.practitioner_id)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .outerjoin(assessor, assessor.id == Enrolment.assessor_id)
        .outerjoin(iqa, iqa.id == Enrolment.iqa_id)
        .outerjoin(RoleHolding, _practises(actor.provider_id, practitioner))
        .where(visible_to(actor))
        .order_by(sa.func.lower(name), Standard.urn, Enrolment.id)
    )
    if cohort is not None:
        select = select.where(Enrolment.cohort == cohort)
    return [EnrolmentRow(*row) for row in session.execute(select)]


def _practises(provider_id: UUID, practitioner: type[Person]) -> sa.ColumnElement[bool]:
    return sa.and_(
        RoleHolding.person_id == practitioner.id,
        RoleHolding.provider_id == provider_id,
        RoleHolding.role == Role.PRACTITIONER,
    )
