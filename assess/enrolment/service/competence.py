from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.enrolment.models import Competence
from assess.enrolment.rules import check_may_enrol
from assess.journal.service import record_deed
from assess.people.models import RoleHolding
from assess.refusals import NotFoundError, StaleError
from assess.standards.models import Standard
from assess.standards.queries import may_see


def record_competence(
    session: Session,
    *,
    actor: Actor,
    person_id: UUID,
    standard_ids: Collection[UUID],
    seen: Collection[str],
    now: datetime,
) -> UUID:
    """Say which standards an assessor or IQA of the provider is occupationally competent in.

    It holds of every version of a standard. `seen` is the URNs that stood when they were chosen.

    Raises:
        StaleError: with the URNs that stand now, when somebody has changed them since.

    """
    check_may_enrol(actor.role)
    _check_judges(session, actor, person_id)
    wanted = _urns(session, actor, set(standard_ids))
    before = _standing(session, actor, person_id)
    if before.keys() != set(seen):
        raise StaleError({"standards": ", ".join(sorted(before))})
    for urn in before.keys() - wanted.keys():
        for row in before[urn]:
            session.delete(row)
    session.add_all(
        Competence(
            provider_id=actor.provider_id,
            person_id=person_id,
            standard_id=wanted[urn],
            created_at=now,
        )
        for urn in sorted(wanted.keys() - before.keys())
    )
    record_deed(
        session,
        deed="record_competence",
        now=now,
        subject_id=person_id,
        actor=actor,
        facts={"standards": ", ".join(sorted(wanted))},
    )
    return person_id


def _urns(session: Session, actor: Actor, standard_ids: set[UUID]) -> dict[str, UUID]:
    rows = session.execute(
        sa.select(Standard.urn, Standard.id).where(
            Standard.id.in_(standard_ids), may_see(actor.provider_id)
        )
    ).all()
    if standard_ids - {row.id for row in rows}:
        raise NotFoundError
    return {row.urn: row.id for row in rows}


def _standing(session: Session, actor: Actor, person_id: UUID) -> dict[str, list[Competence]]:
    rows = session.execute(
        sa.select(Standard.urn, Competence)
        .join(Standard, Standard.id == Competence.standard_id)
        .where(Competence.provider_id == actor.provider_id, Competence.person_id == person_id)
    )
    found: dict[str, list[Competence]] = defaultdict(list)
    for urn, row in rows:
        found[urn].append(row)
    return found


def _check_judges(session: Session, actor: Actor, person_id: UUID) -> None:
    """Check, and let two deeds about the same person follow each other."""
    held = session.scalars(
        sa.select(RoleHolding.id)
        .where(
            RoleHolding.provider_id == actor.provider_id,
            RoleHolding.person_id == person_id,
            RoleHolding.role.in_([Role.ASSESSOR, Role.IQA]),
            RoleHolding.ended_at.is_(None),
        )
        .with_for_update()
    )
    if not held.all():
        raise NotFoundError
