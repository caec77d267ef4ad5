"""A reflection as it is read at its own address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import UnitView, list_units, visible_to
from assess.people.models import Person
from assess.reflection.models import Reflection, ReflectionMapping, ReflectionVersion
from assess.reflection.queries.views import VERSION, ReflectionView
from assess.reflection.rules.mapping import is_frozen, may_delete, numbers_open_to_readers
from assess.refusals import NotFoundError
from assess.standards.models import Criterion, Standard
from assess.standards.queries import CriterionView, list_criteria


@dataclass(frozen=True)
class MappedCriterion:
    """A criterion that a reflection says something of, of a unit that the reader may see."""

    mapping_id: UUID | None
    """None for the criterion that the reflection was written on."""

    unit_id: UUID
    criterion_id: UUID
    urn: str
    label: str
    since: datetime
    submitted_at: datetime | None

    @property
    def is_frozen(self) -> bool:
        return is_frozen(self.submitted_at)


@dataclass(frozen=True)
class ReadReflection:
    id: UUID
    writer_id: UUID
    writer: str
    is_own: bool
    unit_id: UUID | None
    """The unit that it was written in; None for one that stands on its own."""

    criteria: tuple[MappedCriterion, ...]
    versions: tuple[ReflectionView, ...]
    """Those that the reader may read, newest first."""

    @property
    def newest(self) -> ReflectionView:
        return self.versions[0]

    @property
    def may_delete(self) -> bool:
        submitted = [one.submitted_at for one in self.criteria]
        return self.is_own and may_delete(stands_alone=self.unit_id is None, submitted=submitted)


def find_reflection(session: Session, actor: Actor, reflection_id: UUID) -> ReadReflection:
    """Give a reflection to its writer, and to whoever sees a unit that it says something in."""
    head = session.execute(
        sa.select(
            Reflection.practitioner_id,
            Person.name,
            Reflection.provider_id,
            Reflection.enrolment_id,
        )
        .join(Person, Person.id == Reflection.practitioner_id)
        .where(Reflection.id == reflection_id, Reflection.provider_id == actor.provider_id)
    ).first()
    criteria = _criteria_of(session, actor, reflection_id) if head else ()
    is_own = head is not None and head.practitioner_id == actor.person_id
    if head is None or not (is_own or criteria):
        raise NotFoundError
    versions = _versions_of(session, reflection_id)
    if not is_own:
        saved = {one.number: one.saved_at for one in versions}
        since = min(one.since for one in criteria)
        readable = numbers_open_to_readers(saved, since=since)
        versions = [one for one in versions if one.number in readable]
    return ReadReflection(
        id=reflection_id,
        writer_id=head.practitioner_id,
        writer=head.name,
        is_own=is_own,
        unit_id=head.enrolment_id,
        criteria=criteria,
        versions=tuple(versions),
    )


def _criteria_of(
    session: Session, actor: Actor, reflection_id: UUID
) -> tuple[MappedCriterion, ...]:
    """Give the criteria in units that the actor may see: where it was written, then mapped."""
    named = (Enrolment.id, Criterion.id, Standard.urn, Criterion.label)
    mapped = (
        sa.select(
            ReflectionMapping.id,
            *named,
            ReflectionMapping.created_at,
            ReflectionMapping.submitted_at,
        )
        .join(Enrolment, Enrolment.id == ReflectionMapping.enrolment_id)
        .join(Criterion, Criterion.id == ReflectionMapping.criterion_id)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(ReflectionMapping.reflection_id == reflection_id, visible_to(actor))
    )
    written = (
        sa.select(sa.null(), *named, Reflection.created_at, sa.null())
        .join(Enrolment, Enrolment.id == Reflection.enrolment_id)
        .join(Criterion, Criterion.id == Reflection.criterion_id)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(Reflection.id == reflection_id, visible_to(actor))
    )
    rows: list[Any] = [*session.execute(mapped.union_all(written))]
    found = [MappedCriterion(*row) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.mapping_id is not None, one.urn, one.since)))


def _versions_of(session: Session, reflection_id: UUID) -> list[ReflectionView]:
    rows = session.execute(
        sa.select(Reflection.id, Reflection.enrolment_id, Reflection.criterion_id, *VERSION)
        .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
        .where(Reflection.id == reflection_id)
        .order_by(ReflectionVersion.number.desc())
    )
    return [ReflectionView(*row) for row in rows]


@dataclass(frozen=True)
class OwnUnit:
    """A unit of the writer's with the criteria that a reflection may be mapped to."""

    unit: UnitView
    criteria: tuple[CriterionView, ...]


def list_own_units(session: Session, actor: Actor) -> list[OwnUnit]:
    """Give the units that the actor works on, in two statements."""
    units = list_units(session, actor, practitioner_id=actor.person_id)
    criteria = list_criteria(session, standard_ids=[unit.standard_id for unit in units])
    return [
        OwnUnit(unit, tuple(one for one in criteria if one.standard_id == unit.standard_id))
        for unit in units
    ]
