from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.enrolment.models import Cohort, Enrolment
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class CohortLine:
    id: UUID
    name: str
    starts_on: date | None
    ends_on: date | None
    practitioners: int


@dataclass(frozen=True)
class CohortView:
    id: UUID
    name: str
    starts_on: date | None
    ends_on: date | None
    version: int


def list_known_cohorts(
    session: Session, actor: Actor, *, limit: int, offset: int = 0
) -> list[CohortLine]:
    """Give the provider's cohorts, the newest start first and those without one last."""
    rows = session.execute(
        sa.select(Cohort.id, Cohort.name, Cohort.starts_on, Cohort.ends_on)
        .where(Cohort.provider_id == actor.provider_id)
        .order_by(
            Cohort.starts_on.is_(None),
            Cohort.starts_on.desc(),
            sa.func.lower(Cohort.name),
            Cohort.id,
        )
        .limit(limit)
        .offset(offset)
    ).all()
    people = _count_people(session, actor, [row.name for row in rows])
    return [CohortLine(row[0], row[1], row[2], row[3], people.get(row[1], 0)) for row in rows]


def _count_people(session: Session, actor: Actor, names: list[str]) -> dict[str, int]:
    """Count the practitioners of some cohorts in one go, in the order of an index."""
    rows = session.execute(
        sa.select(Enrolment.cohort, sa.func.count(Enrolment.practitioner_id.distinct()))
        .where(Enrolment.provider_id == actor.provider_id, Enrolment.cohort.in_(names))
        .group_by(Enrolment.cohort)
    )
    return {row[0]: row[1] for row in rows}


def count_known_cohorts(session: Session, actor: Actor) -> int:
    count = sa.select(sa.func.count(Cohort.id)).where(Cohort.provider_id == actor.provider_id)
    return session.scalar(count) or 0


def list_cohort_names(session: Session, actor: Actor) -> list[str]:
    """Give the names to offer where a cohort is typed, those in enrolments among them."""
    known = sa.select(Cohort.name).where(Cohort.provider_id == actor.provider_id)
    used = sa.select(Enrolment.cohort).where(
        Enrolment.provider_id == actor.provider_id, Enrolment.cohort != ""
    )
    return sorted(set(session.scalars(known.union(used))), key=str.lower)


def find_cohort(session: Session, actor: Actor, cohort_id: UUID) -> CohortView:
    """Find a cohort of the actor's provider.

    Raises:
        NotFoundError: when there is none, or not at this provider.

    """
    row = session.execute(
        sa.select(Cohort.id, Cohort.name, Cohort.starts_on, Cohort.ends_on, Cohort.version).where(
            Cohort.id == cohort_id, Cohort.provider_id == actor.provider_id
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return CohortView(*row)
