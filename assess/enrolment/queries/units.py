from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor, Role
from assess.bilingual import Bilingual, Language
from assess.db import read, read_one
from assess.enrolment.models import Enrolment
from assess.people.models import Person
from assess.people.queries import name_at
from assess.refusals import NotFoundError
from assess.standards.models import Standard, StandardText
from assess.standards.rules.values import Provenance


@dataclass(frozen=True)
class UnitView:
    """A unit as every page names it: whose, towards what, with whom."""

    id: UUID
    provider_id: UUID
    practitioner_id: UUID
    practitioner: str
    standard_id: UUID
    urn: str
    edition: str
    title: Bilingual
    provenance_en: Provenance | None
    provenance_cy: Provenance | None
    text_en_id: UUID | None
    text_cy_id: UUID | None
    assessor_id: UUID | None
    assessor: str | None
    iqa_id: UUID | None
    iqa: str | None
    cohort: str
    assessment_language: Language | None
    starts_on: date
    ends_on: date | None

    @property
    def working_translation(self) -> Language | None:
        """The language whose text is only a working translation, where there is one."""
        if self.provenance_en is Provenance.WORKING_TRANSLATION:
            return Language.ENGLISH
        if self.provenance_cy is Provenance.WORKING_TRANSLATION:
            return Language.WELSH
        return None


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition that leaves only the units that this actor may see."""
    return _visible(actor.role, actor.provider_id, actor.person_id)


def visible_by_role(role: Role) -> sa.ColumnElement[bool]:
    """Give the same condition with places for its values, for a statement that is built once."""
    return _visible(role, sa.bindparam("provider"), sa.bindparam("person"))


def _visible(role: Role, provider: Any, person: Any) -> sa.ColumnElement[bool]:  # noqa: ANN401 (ids, or places for them)
    mine: dict[Role, sa.ColumnElement[bool]] = {
        Role.PRACTITIONER: Enrolment.practitioner_id == person,
        Role.ASSESSOR: Enrolment.assessor_id == person,
        Role.IQA: Enrolment.iqa_id == person,
        Role.MANAGER: sa.true(),
    }
    return sa.and_(Enrolment.provider_id == provider, mine[role])


@cache
def _one_unit(role: Role) -> sa.Select[Any]:
    visible = _visible(role, sa.bindparam("provider"), sa.bindparam("person"))
    return _units().where(visible, Enrolment.id == sa.bindparam("unit"))


def list_units(
    session: Session,
    actor: Actor,
    *,
    practitioner_id: UUID | None = None,
    cohort: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[UnitView]:
    """Give the units that the actor may see, by practitioner's name and URN."""
    statement = _some_units(
        actor.role,
        one=practitioner_id is not None,
        cohort=cohort is not None,
        paged=limit is not None,
    )
    values = {
        "provider": actor.provider_id,
        "person": actor.person_id,
        "practitioner": practitioner_id,
        "cohort": cohort,
        "limit": limit,
        "offset": offset,
    }
    return [_view(row) for row in read(session, statement, values)]


@cache
def _some_units(role: Role, *, one: bool, cohort: bool, paged: bool) -> sa.Select[Any]:
    wanted = [visible_by_role(role)]
    if one:
        wanted.append(Enrolment.practitioner_id == sa.bindparam("practitioner"))
    if cohort:
        wanted.append(Enrolment.cohort == sa.bindparam("cohort"))
    if paged:
        wanted = [Enrolment.id.in_(_page_of(*wanted))]
    name: sa.ColumnElement[str] = sa.literal_column("practitioner_name")
    return _units().where(*wanted).order_by(name, Standard.urn, Enrolment.id)


def _page_of(*wanted: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Give one page's ids, so that only its units are named in full."""
    practitioner, standard = aliased(Person), aliased(Standard)
    chosen = (
        sa.select(Enrolment.id)
        .join(practitioner, practitioner.id == Enrolment.practitioner_id)
        .join(standard, standard.id == Enrolment.standard_id)
        .where(*wanted)
        .order_by(name_at(Enrolment.provider_id, practitioner), standard.urn, Enrolment.id)
        .limit(sa.bindparam("limit", type_=sa.Integer()))
        .offset(sa.bindparam("offset", type_=sa.Integer()))
        .subquery()
    )
    return sa.select(chosen.c.id)


def count_units(session: Session, actor: Actor, *, cohort: str | None = None) -> int:
    """Count the units that the actor may see."""
    values = {"provider": actor.provider_id, "person": actor.person_id, "cohort": cohort}
    [row] = read(session, _count_units(actor.role, cohort=cohort is not None), values)
    return int(row[0])


@cache
def _count_units(role: Role, *, cohort: bool) -> sa.Select[Any]:
    count = sa.select(sa.func.count()).select_from(Enrolment).where(visible_by_role(role))
    return count.where(Enrolment.cohort == sa.bindparam("cohort")) if cohort else count


def list_cohorts(session: Session, actor: Actor) -> list[str]:
    """Give the names of the cohorts that the actor's units are in."""
    return list(
        session.scalars(
            sa.select(Enrolment.cohort)
            .where(visible_to(actor), Enrolment.cohort != "")
            .distinct()
            .order_by(Enrolment.cohort)
        )
    )


def find_unit(session: Session, actor: Actor, unit_id: UUID) -> UnitView:
    """Find a unit that the actor may see.

    Raises:
        NotFoundError: when there is none, or none for this actor.

    """
    row = read_one(
        session,
        _one_unit(actor.role),
        {"provider": actor.provider_id, "person": actor.person_id, "unit": unit_id},
    )
    if row is None:
        raise NotFoundError
    return _view(row)


@cache
def _units() -> sa.Select[Any]:
    """Give the statement. It is built once: building it takes longer than running it."""
    practitioner, assessor, iqa = aliased(Person), aliased(Person), aliased(Person)
    english, welsh = aliased(StandardText), aliased(StandardText)
    return (
        sa.select(
            Enrolment.id,
            Enrolment.provider_id,
            Enrolment.practitioner_id,
            name_at(Enrolment.provider_id, practitioner).label("practitioner_name"),
            Enrolment.standard_id,
            Standard.urn,
            Standard.edition,
            english.title,
            welsh.title,
            english.provenance,
            welsh.provenance,
            english.id,
            welsh.id,
            Enrolment.assessor_id,
            name_at(Enrolment.provider_id, assessor),
            Enrolment.iqa_id,
            name_at(Enrolment.provider_id, iqa),
            Enrolment.cohort,
            Enrolment.assessment_language,
            Enrolment.starts_on,
            Enrolment.ends_on,
        )
        .join(practitioner, practitioner.id == Enrolment.practitioner_id)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .outerjoin(english, english.id == Standard.text_en_id)
        .outerjoin(welsh, welsh.id == Standard.text_cy_id)
        .outerjoin(assessor, assessor.id == Enrolment.assessor_id)
        .outerjoin(iqa, iqa.id == Enrolment.iqa_id)
    )


def _view(row: sa.Row[Any]) -> UnitView:
    values: list[Any] = [*row[:7], Bilingual(row[7], row[8]), *row[9:]]
    return UnitView(*values)
