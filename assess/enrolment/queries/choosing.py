"""Choosing among the units that somebody may see: by cohort, site, assessor, language, standard."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor, Role
from assess.bilingual import Bilingual, Language
from assess.enrolment.models import Enrolment
from assess.enrolment.queries.units import visible_to
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
    wanted: list[sa.ColumnElement[bool]] = [visible_to(actor), _is_here(choice.site)]
    for column, value in (
        (Enrolment.cohort, choice.cohort),
        (Enrolment.assessor_id, choice.assessor_id),
        (Enrolment.assessment_language, choice.language),
    ):
        if value:
            wanted.append(column == value)
    if choice.standard_ids:
        wanted.append(Enrolment.standard_id.in_(choice.standard_ids))
    return sa.and_(*wanted)


def _is_here(site: str) -> sa.ColumnElement[bool]:
    here = sa.exists().where(
        RoleHolding.person_id == Enrolment.practitioner_id,
        RoleHolding.provider_id == Enrolment.provider_id,
        RoleHolding.role == Role.PRACTITIONER,
        RoleHolding.ended_at.is_(None),
    )
    return here.where(RoleHolding.site == site) if site else here


def list_choices(session: Session, actor: Actor) -> Choices:
    """Give what the actor's units may be narrowed to, in a fixed number of statements."""
    visible = visible_to(actor)
    return Choices(
        cohorts=_values(session, sa.select(Enrolment.cohort).where(visible), Enrolment.cohort),
        sites=_values(session, _sites(visible), RoleHolding.site),
        assessors=_assessors(session, actor),
        languages=_values(
            session,
            sa.select(Enrolment.assessment_language).where(visible),
            Enrolment.assessment_language,
        ),
        standards=_standards(session, visible),
    )


def _values(session: Session, select: sa.Select[Any], column: Any) -> tuple[Any, ...]:  # noqa: ANN401 (any column)
    found = session.scalars(select.distinct().order_by(column))
    return tuple(value for value in found if value)


def _sites(visible: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return (
        sa.select(RoleHolding.site)
        .join(
            Enrolment,
            (Enrolment.practitioner_id == RoleHolding.person_id)
            & (Enrolment.provider_id == RoleHolding.provider_id),
        )
        .where(visible, RoleHolding.role == Role.PRACTITIONER, RoleHolding.ended_at.is_(None))
    )


def _assessors(session: Session, actor: Actor) -> tuple[tuple[UUID, str], ...]:
    name = name_at(actor.provider_id, Person)
    named = sa.select(Enrolment.assessor_id).where(visible_to(actor))
    rows = session.execute(
        sa.select(Person.id, name)
        .where(Person.id.in_(named))
        .order_by(sa.func.lower(name), Person.id)
    )
    return tuple((row[0], row[1]) for row in rows)


def _standards(session: Session, visible: sa.ColumnElement[bool]) -> tuple[StandardChoice, ...]:
    english, welsh = aliased(StandardText), aliased(StandardText)
    counted = (
        sa.select(Enrolment.standard_id, sa.func.count().label("units"))
        .where(visible)
        .group_by(Enrolment.standard_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(
            Standard.id,
            Standard.urn,
            Standard.edition,
            Standard.text_en_id,
            Standard.text_cy_id,
            english.title,
            welsh.title,
            counted.c.units,
        )
        .join(counted, counted.c.standard_id == Standard.id)
        .outerjoin(english, english.id == Standard.text_en_id)
        .outerjoin(welsh, welsh.id == Standard.text_cy_id)
        .order_by(Standard.urn, Standard.edition, Standard.id)
    )
    return tuple(
        StandardChoice(row[0], row[1], row[2], row[3], row[4], Bilingual(row[5], row[6]), row[7])
        for row in rows
    )


@dataclass(frozen=True)
class ChosenPerson:
    id: UUID
    name: str


def count_chosen(session: Session, actor: Actor, choice: UnitChoice) -> int:
    """Count the practitioners of the chosen units."""
    people = sa.func.count(Enrolment.practitioner_id.distinct())
    return session.scalar(sa.select(people).where(is_chosen(actor, choice))) or 0


def list_chosen(
    session: Session, actor: Actor, choice: UnitChoice, *, limit: int | None, offset: int
) -> list[ChosenPerson]:
    """Give the practitioners of the chosen units, by name."""
    name = name_at(actor.provider_id, Person)
    chosen = sa.select(Enrolment.practitioner_id).where(is_chosen(actor, choice))
    rows = session.execute(
        sa.select(Person.id, name)
        .where(Person.id.in_(chosen))
        .order_by(sa.func.lower(name), Person.id)
        .limit(limit)
        .offset(offset)
    )
    return [ChosenPerson(*row) for row in rows]


def only(person_ids: Collection[UUID]) -> sa.ColumnElement[bool]:
    """Give the condition that leaves the units of some practitioners."""
    return Enrolment.practitioner_id.in_(list(person_ids))
