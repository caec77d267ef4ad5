"""What an import is held against, and the imports that somebody asked for."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import Language, fold
from assess.enrolment.models import Cohort, Enrolment, Import
from assess.enrolment.rules import Terms
from assess.enrolment.rules.importing import (
    Column,
    Known,
    KnownPerson,
    KnownStandard,
)
from assess.jobs import Job, JobState
from assess.people.models import Person, RoleHolding
from assess.refusals import NotFoundError
from assess.standards.models import Standard
from assess.standards.queries import may_see


@dataclass(frozen=True)
class ImportView:
    """A list that was uploaded, and how far it has come."""

    id: UUID
    file_name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    unsaid_language: Language
    created_at: datetime
    state: JobState | None
    """Empty before anybody has asked for it to be imported."""

    steps_done: int
    steps_all: int
    result: dict[str, Any]
    is_done: bool


def find_import(session: Session, actor: Actor, import_id: UUID) -> ImportView:
    """Find a list that this actor uploaded; nobody else's is there.

    Raises:
        NotFoundError: when there is none.

    """
    row = session.execute(
        sa.select(Import, Job)
        .outerjoin(Job, Job.id == Import.job_id)
        .where(
            Import.id == import_id,
            Import.person_id == actor.person_id,
            Import.provider_id == actor.provider_id,
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError
    found, job = row
    return ImportView(
        id=found.id,
        file_name=found.file_name,
        columns=tuple(Column(column) for column in found.columns),
        rows=tuple((line, tuple(cells)) for line, cells in found.rows),
        unsaid_language=found.unsaid_language,
        created_at=found.created_at,
        state=job.state if job else None,
        steps_done=job.steps_done if job else 0,
        steps_all=job.steps_all if job else 0,
        result=found.result or (job.result if job else None) or {},
        is_done=found.result is not None,
    )


def load_known(session: Session, provider_id: UUID) -> Known:
    """Give what a provider has already, in as many statements whatever its size."""
    standards = session.execute(
        sa.select(Standard.id, Standard.urn, Standard.edition)
        .where(may_see(provider_id))
        # As find_standard_id: a provider's own before everybody's, the newest version first.
        .order_by(
            Standard.owner_id.is_(None),
            sa.func.length(Standard.edition).desc(),
            Standard.edition.desc(),
        )
    )
    cohorts = session.execute(
        sa.select(Cohort.name, Cohort.starts_on).where(Cohort.provider_id == provider_id)
    )
    enrolled = _enrolments(session, provider_id)
    return Known(
        people=_people(session, provider_id),
        standards=tuple(KnownStandard(*row) for row in standards),
        enrolments={whose: terms for whose, (_, terms) in enrolled.items()},
        units={whose: unit_id for whose, (unit_id, _) in enrolled.items()},
        cohorts={fold(cohort): starts_on for cohort, starts_on in cohorts},
    )


def _people(session: Session, provider_id: UUID) -> dict[str, KnownPerson]:
    """Give everybody who has, or had, a role, under the name that the provider knows them by."""
    rows = session.execute(
        sa.select(
            Person.id,
            Person.email,
            Person.name,
            RoleHolding.role,
            RoleHolding.site,
            RoleHolding.invited_as,
            RoleHolding.ended_at,
        )
        .join(RoleHolding, RoleHolding.person_id == Person.id)
        .where(RoleHolding.provider_id == provider_id)
    )
    held: dict[UUID, list[sa.Row[Any]]] = defaultdict(list)
    for row in rows:
        held[row.id].append(row)
    return {
        roles[0].email: KnownPerson(
            person_id,
            _name(roles),
            {one.role: one.site for one in roles if one.ended_at is None},
        )
        for person_id, roles in held.items()
    }


def _name(roles: list[sa.Row[Any]]) -> str:
    typed: list[str] = [one.invited_as for one in roles if one.invited_as is not None]
    name: str = roles[0].name
    return min(typed) if len(typed) == len(roles) else name


def _enrolments(session: Session, provider_id: UUID) -> dict[tuple[UUID, UUID], tuple[UUID, Terms]]:
    names = list(Terms.__dataclass_fields__)
    rows = session.execute(
        sa.select(
            Enrolment.practitioner_id,
            Enrolment.standard_id,
            Enrolment.id,
            *(getattr(Enrolment, name) for name in names),
        ).where(Enrolment.provider_id == provider_id)
    )
    return {
        (row[0], row[1]): (row[2], Terms(**dict(zip(names, row[3:], strict=True)))) for row in rows
    }
