"""The reflections of units: those written on their criteria, and those mapped to them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import read
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.reflection.models import Reflection, ReflectionMapping, ReflectionVersion
from assess.reflection.queries.views import VERSION, ReflectionView, is_newest

ByCriterion = dict[UUID, tuple[ReflectionView, ...]]


def list_reflections_of_unit(session: Session, actor: Actor, unit_id: UUID) -> ByCriterion:
    """Give the newest version of each reflection of a unit, by criterion, in one statement.

    The one that was written on the criterion comes first, then those that were mapped to it.
    """
    seen = sa.exists().where(Enrolment.id == sa.bindparam("unit_id"), visible_to(actor))
    mapped, written = (branch.where(seen) for branch in _branches())
    rows = session.execute(mapped.union_all(written), {"unit_id": unit_id})
    return _by_criterion(rows)


def list_reflections_on(
    session: Session, unit_id: UUID, criterion_ids: Collection[UUID]
) -> ByCriterion:
    """Give those on some criteria of a unit that was found for the actor, in one statement."""
    values = {"unit_id": unit_id, "criterion_ids": list(criterion_ids)}
    return _by_criterion(read(session, _on_criteria(), values))


@cache
def _on_criteria() -> Any:  # noqa: ANN401 (a select of two, which `read` takes as one)
    mapped, written = _branches()
    some: sa.BindParameter[Any] = sa.bindparam("criterion_ids", expanding=True)
    return mapped.where(ReflectionMapping.criterion_id.in_(some)).union_all(
        written.where(Reflection.criterion_id.in_(some))
    )


def _branches() -> tuple[sa.Select[Any], sa.Select[Any]]:
    """Give what is mapped to criteria of a unit, and what was written on them."""
    unit: sa.BindParameter[Any] = sa.bindparam("unit_id", type_=sa.Uuid())
    mapped = (
        sa.select(
            Reflection.id,
            ReflectionMapping.enrolment_id,
            ReflectionMapping.criterion_id,
            *VERSION,
            ReflectionMapping.created_at,
        )
        .join(Reflection, Reflection.id == ReflectionMapping.reflection_id)
        .join(ReflectionVersion, is_newest())
        .where(ReflectionMapping.enrolment_id == unit)
    )
    written = (
        sa.select(
            Reflection.id, Reflection.enrolment_id, Reflection.criterion_id, *VERSION, sa.null()
        )
        .join(ReflectionVersion, is_newest())
        .where(Reflection.enrolment_id == unit)
    )
    return mapped, written


def _by_criterion(rows: Iterable[Sequence[Any]]) -> ByCriterion:
    found: dict[UUID, list[ReflectionView]] = defaultdict(list)
    for row in rows:
        one = ReflectionView(*row)
        assert one.criterion_id is not None  # noqa: S101 (narrows the type)
        found[one.criterion_id].append(one)
    return {key: tuple(sorted(of_one, key=_place)) for key, of_one in found.items()}


def _place(one: ReflectionView) -> tuple[float, str]:
    return (one.mapped_at.timestamp() if one.mapped_at else 0.0, str(one.reflection_id))


def list_reflected_criteria(
    session: Session, actor: Actor, *, unit_ids: Sequence[UUID]
) -> set[tuple[UUID, UUID]]:
    """Give the unit and criterion of each reflection, without its words, in one statement."""
    written, mapped = (
        sa.select(table.enrolment_id, table.criterion_id)
        .join(Enrolment, Enrolment.id == table.enrolment_id)
        .where(table.enrolment_id.in_(unit_ids), visible_to(actor))
        for table in (Reflection, ReflectionMapping)
    )
    return {(row[0], row[1]) for row in session.execute(written.union_all(mapped))}


def list_versions(
    session: Session, actor: Actor, *, unit_id: UUID, criterion_id: UUID
) -> list[ReflectionView]:
    """Give every version of the reflection that was written on a criterion, newest first."""
    rows = session.execute(
        sa.select(Reflection.id, Reflection.enrolment_id, Reflection.criterion_id, *VERSION)
        .join(ReflectionVersion, ReflectionVersion.reflection_id == Reflection.id)
        .join(Enrolment, Enrolment.id == Reflection.enrolment_id)
        .where(
            visible_to(actor),
            Reflection.enrolment_id == unit_id,
            Reflection.criterion_id == criterion_id,
        )
        .order_by(ReflectionVersion.number.desc())
    )
    return [ReflectionView(*row) for row in rows]
