"""Choosing among the units that somebody may see: by cohort, site, assessor, language, standard."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor, Role
from assess.bilingual import Bilingual, Language, fold
from assess.db import read, read_one
from assess.enrolment.models import Enrolment
from assess.enrolment.queries.units import visible_by_role, visible_to
from assess.enrolment.rules.choosing import UnitChoice
from assess.people.models import Person, RoleHolding
from assess.people.queries import name_at
from assess.standards.models import Standard, StandardText


@dataclass(frozen=True)
class Choices:
    """What there is to choose from, among the units that somebody may see."""

    cohorts: tuple[str, ...]
    sites: tuple[str, ...]
    assessors: tuple[tuple[UUID, str], ...]
    languages: tuple[Language, ...]
    standards: tuple["StandardChoice", ...]


@dataclass(frozen=True)
class StandardChoice:
    """A standard that somebody is enrolled on, as `list_outlines` wants it named."""

    standard_id: UUID
    urn: str
    edition: str
    text_en_id: UUID | None
    text_cy_id: UUID | None
    title: Bilingual
    units: int


def is_chosen(actor: Actor, choice: UnitChoice) -> sa.ColumnElement[bool]:
    """Give the condition that leaves the chosen units, of those that the actor may see.

    Whoever no longer holds the role of practitioner has left, and is not among them.
    """
    return _narrowed(visible_to(actor), fields_of(choice), values_of(actor, choice))


def chosen_condition(role: Role, fields: frozenset[str]) -> sa.ColumnElement[bool]:
    """Give the same condition with places for its values, for a statement that is built once."""
    return _narrowed(visible_by_role(role), fields, {})


def fields_of(choice: UnitChoice) -> frozenset[str]:
    """Name what was chosen: the condition has a place for each."""
    return frozenset(name for name, value in vars(choice).items() if value)


def values_of(actor: Actor, choice: UnitChoice) -> dict[str, Any]:
    """Give the values for the places of `chosen_condition`."""
    return {"provider": actor.provider_id, "person": actor.person_id, **vars(choice)}


def _narrowed(
    visible: sa.ColumnElement[bool], fields: frozenset[str], values: dict[str, Any]
) -> sa.ColumnElement[bool]:
    def place(name: str, *, several: bool = False) -> sa.BindParameter[Any]:
        if name in values:
            return sa.bindparam(None, values[name], expanding=several)
        return sa.bindparam(name, expanding=several)

    here = sa.exists().where(
        RoleHolding.person_id == Enrolment.practitioner_id,
        RoleHolding.provider_id == Enrolment.provider_id,
        RoleHolding.role == Role.PRACTITIONER,
        RoleHolding.ended_at.is_(None),
    )
    if "site" in fields:
        here = here.where(RoleHolding.site == place("site"))
    wanted = [visible, here]
    for name, column in (
        ("cohort", Enrolment.cohort),
        ("assessor_id", Enrolment.assessor_id),
        ("language", Enrolment.assessment_language),
    ):
        if name in fields:
            wanted.append(column == place(name))
    if "standard_ids" in fields:
        wanted.append(Enrolment.standard_id.in_(place("standard_ids", several=True)))
    return sa.and_(*wanted)


def list_choices(session: Session, actor: Actor) -> Choices:
    """Give what the actor's units may be narrowed to, in a fixed number of statements."""
    values = {"provider": actor.provider_id, "person": actor.person_id}
    cohorts: set[str] = set()
    languages: set[Language] = set()
    units: Counter[UUID] = Counter()
    for cohort, language, standard_id, count in read(session, _facets(actor.role), values):
        cohorts.add(cohort)
        languages.add(language)
        units[standard_id] += count
    sites = {row[0] for row in read(session, _sites(actor.role), values)}
    return Choices(
        cohorts=tuple(sorted(filter(None, cohorts), key=fold)),
        sites=tuple(sorted(sites, key=fold)),
        languages=tuple(sorted(filter(None, languages))),
        assessors=tuple((row[0], row[1]) for row in read(session, _assessors(actor.role), values)),
        standards=tuple(
            StandardChoice(
                row[0], row[1], row[2], row[3], row[4], Bilingual(row[5], row[6]), units[row[0]]
            )
            for row in read(session, _standards(), {"standard_ids": list(units)})
        ),
    )


@cache
def _facets(role: Role) -> sa.Select[Any]:
    """Give the statement. It is built once: building it takes longer than running it.

    The columns are those of an index, in its order: ten thousand units are counted in one go.
    """
    columns = (Enrolment.cohort, Enrolment.assessment_language, Enrolment.standard_id)
    return sa.select(*columns, sa.func.count()).where(visible_by_role(role)).group_by(*columns)


@cache
def _sites(role: Role) -> sa.Select[Any]:
    """Give the statement: the sites first, which are few, then whether anybody there is seen."""
    holding = aliased(RoleHolding)

    def practises(table: Any) -> sa.ColumnElement[bool]:  # noqa: ANN401 (an aliased class)
        return sa.and_(
            table.provider_id == sa.bindparam("provider"),
            table.role == Role.PRACTITIONER,
            table.ended_at.is_(None),
        )

    sites = sa.select(holding.site).where(practises(holding), holding.site > "").distinct()
    site = sites.subquery()
    seen = sa.exists().where(
        practises(RoleHolding),
        RoleHolding.site == site.c.site,
        Enrolment.practitioner_id == RoleHolding.person_id,
        visible_by_role(role),
    )
    return sa.select(site.c.site).where(seen)


@cache
def _assessors(role: Role) -> sa.Select[Any]:
    """Give the statement: whoever assesses here or has, then whether any unit of theirs is seen."""
    name = name_at(sa.bindparam("provider"), Person)
    seen = sa.exists().where(Enrolment.assessor_id == RoleHolding.person_id, visible_by_role(role))
    named = sa.select(RoleHolding.person_id).where(
        RoleHolding.provider_id == sa.bindparam("provider"),
        RoleHolding.role == Role.ASSESSOR,
        seen,
    )
    return (
        sa.select(Person.id, name)
        .where(Person.id.in_(named))
        .order_by(sa.func.lower(name), Person.id)
    )


@cache
def _standards() -> sa.Select[Any]:
    english, welsh = aliased(StandardText), aliased(StandardText)
    return (
        sa.select(
            Standard.id,
            Standard.urn,
            Standard.edition,
            Standard.text_en_id,
            Standard.text_cy_id,
            english.title,
            welsh.title,
        )
        .outerjoin(english, english.id == Standard.text_en_id)
        .outerjoin(welsh, welsh.id == Standard.text_cy_id)
        .where(Standard.id.in_(sa.bindparam("standard_ids", expanding=True)))
        .order_by(Standard.urn, Standard.edition, Standard.id)
    )


@dataclass(frozen=True)
class ChosenPerson:
    id: UUID
    name: str


def count_chosen(session: Session, actor: Actor, choice: UnitChoice) -> int:
    """Count the practitioners of the chosen units."""
    statement = _count_chosen(actor.role, fields_of(choice))
    row = read_one(session, statement, values_of(actor, choice))
    return row[0] if row else 0


@cache
def _count_chosen(role: Role, fields: frozenset[str]) -> sa.Select[Any]:
    people = sa.func.count(Enrolment.practitioner_id.distinct())
    return sa.select(people).where(chosen_condition(role, fields))


def list_chosen(
    session: Session, actor: Actor, choice: UnitChoice, *, limit: int, offset: int
) -> list[ChosenPerson]:
    """Give the practitioners of the chosen units, by name."""
    statement = _list_chosen(actor.role, fields_of(choice))
    values = values_of(actor, choice) | {"limit": limit, "offset": offset}
    return [ChosenPerson(row[0], row[1]) for row in read(session, statement, values)]


@cache
def _list_chosen(role: Role, fields: frozenset[str]) -> sa.Select[Any]:
    name = name_at(sa.bindparam("provider"), Person)
    chosen = sa.select(Enrolment.practitioner_id).where(chosen_condition(role, fields))
    return (
        sa.select(Person.id, name)
        .where(Person.id.in_(chosen))
        .order_by(sa.func.lower(name), Person.id)
        .limit(sa.bindparam("limit", type_=sa.Integer))
        .offset(sa.bindparam("offset", type_=sa.Integer))
    )
