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
from assess.refusals import NotFoundError
from assess.standards.models import Standard
from assess.standards.queries import may_see


def record_competence(
    session: Session,
    *,
    actor: Actor,
    person_id: UUID,
    standard_ids: Collection[UUID],
    now: datetime,
) -> UUID:
    """Say which standards an assessor or IQA of the provider is occupationally competent in."""
    check_may_enrol(actor.role)
    _check_judges(session, actor, person_id)
    wanted = set(standard_ids)
    seen = session.scalars(
        sa.select(Standard.id).where(Standard.id.in_(wanted), may_see(actor.provider_id))
    )
    if wanted - set(seen):
        raise NotFoundError
    rows = session.scalars(
        sa.select(Competence).where(
            Competence.provider_id == actor.provider_id, Competence.person_id == person_id
        )
    )
    before = {row.standard_id: row for row in rows}
    for standard_id in before.keys() - wanted:
        session.delete(before[standard_id])
    session.add_all(
        Competence(
            provider_id=actor.provider_id,
            person_id=person_id,
            standard_id=standard_id,
            created_at=now,
        )
        for standard_id in sorted(wanted - before.keys())
    )
    record_deed(
        session,
        deed="record_competence",
        now=now,
        subject_id=person_id,
        actor=actor,
        facts={"standards": ", ".join(sorted(str(standard_id) for standard_id in wanted))},
    )
    return person_id


def _check_judges(session: Session, actor: Actor, person_id: UUID) -> None:
    held = session.scalar(
        sa.select(sa.func.count(RoleHolding.id)).where(
            RoleHolding.provider_id == actor.provider_id,
            RoleHolding.person_id == person_id,
            RoleHolding.role.in_([Role.ASSESSOR, Role.IQA]),
            RoleHolding.ended_at.is_(None),
        )
    )
    if not held:
        raise NotFoundError
