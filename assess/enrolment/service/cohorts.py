from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import fold
from assess.db import new_id
from assess.enrolment.models import Cohort, Enrolment
from assess.enrolment.rules import check_may_enrol
from assess.enrolment.rules.cohorts import check_cohort
from assess.journal.service import record_deed
from assess.people.rules.words import one_line
from assess.people.service.naming import lock_names, place_names, spellings
from assess.refusals import NotFoundError, StaleError


@dataclass(frozen=True)
class CohortTerms:
    name: str
    starts_on: date | None = None
    ends_on: date | None = None


def add_cohort(session: Session, *, actor: Actor, terms: CohortTerms, now: datetime) -> UUID:
    check_may_enrol(actor.role)
    lock_names(session, actor.provider_id)
    name = one_line(terms.name)
    others = frozenset(spellings(session, Cohort, actor.provider_id))
    check_cohort(fold(name), others=others, starts_on=terms.starts_on, ends_on=terms.ends_on)
    cohort = Cohort(
        id=new_id(),
        provider_id=actor.provider_id,
        name=name,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        created_at=now,
    )
    session.add(cohort)
    record_deed(
        session,
        deed="add_cohort",
        now=now,
        subject_id=cohort.id,
        actor=actor,
        facts=_facts(cohort),
    )
    return cohort.id


def change_cohort(
    session: Session,
    *,
    actor: Actor,
    cohort_id: UUID,
    terms: CohortTerms,
    version: int,
    now: datetime,
) -> UUID:
    """Change a cohort's dates, or rename it here and in every enrolment that names it.

    Raises:
        StaleError: with what stands now, where somebody changed it since the page was opened.

    """
    check_may_enrol(actor.role)
    cohort = session.scalar(
        sa.select(Cohort)
        .where(Cohort.id == cohort_id, Cohort.provider_id == actor.provider_id)
        .with_for_update()
    )
    if cohort is None:
        raise NotFoundError
    if cohort.version != version:
        raise StaleError({name: str(value or "") for name, value in _facts(cohort).items()})
    name, before = one_line(terms.name), cohort.name
    others = frozenset(spellings(session, Cohort, actor.provider_id)) - {fold(before)}
    check_cohort(fold(name), others=others, starts_on=terms.starts_on, ends_on=terms.ends_on)
    cohort.name, cohort.starts_on, cohort.ends_on = name, terms.starts_on, terms.ends_on
    if name != before:
        _rename_in_enrolments(session, actor.provider_id, before, name)
    record_deed(
        session,
        deed="change_cohort",
        now=now,
        subject_id=cohort_id,
        actor=actor,
        facts=_facts(cohort) | {"before": before},
    )
    return cohort_id


def place_cohorts(
    session: Session, *, provider_id: UUID, names: Iterable[str], now: datetime
) -> dict[str, str]:
    return place_names(session, Cohort, provider_id=provider_id, names=names, now=now)


def _rename_in_enrolments(session: Session, provider_id: UUID, before: str, name: str) -> None:
    named = session.scalars(
        sa.select(Enrolment).where(Enrolment.provider_id == provider_id, Enrolment.cohort == before)
    )
    for enrolment in named:
        enrolment.cohort = name


def _facts(cohort: Cohort) -> dict[str, object]:
    return {"name": cohort.name, "starts_on": cohort.starts_on, "ends_on": cohort.ends_on}
