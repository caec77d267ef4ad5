from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.journal.service import record_deed
from assess.reflection.models import ReflectionMapping
from assess.reflection.rules.mapping import check_criteria, check_unmapping
from assess.reflection.service.finding import find_own
from assess.refusals import NotFoundError
from assess.standards.models import Criterion


def map_reflection(
    session: Session,
    *,
    actor: Actor,
    reflection_id: UUID,
    criterion_ids: Sequence[UUID],
    now: datetime,
) -> UUID:
    """Map a reflection to criteria of the writer's own units; those that are there stay."""
    reflection = find_own(session, actor, reflection_id)
    units = _units_of(session, actor, criterion_ids)
    check_criteria(criterion_ids, units)
    there = set(
        session.scalars(
            sa.select(ReflectionMapping.criterion_id).where(
                ReflectionMapping.reflection_id == reflection.id
            )
        )
    )
    new = [
        one for one in dict.fromkeys(criterion_ids) if one not in {*there, reflection.criterion_id}
    ]
    session.add_all(
        ReflectionMapping(
            id=new_id(),
            provider_id=reflection.provider_id,
            reflection_id=reflection.id,
            enrolment_id=units[criterion_id],
            criterion_id=criterion_id,
            created_at=now,
        )
        for criterion_id in new
    )
    record_deed(
        session,
        deed="map_reflection",
        now=now,
        subject_id=reflection.id,
        actor=actor,
        facts={"criteria": len(new)},
    )
    return reflection.id


def unmap_reflection(
    session: Session, *, actor: Actor, reflection_id: UUID, mapping_id: UUID, now: datetime
) -> UUID:
    """Take a mapping away that was never submitted."""
    reflection = find_own(session, actor, reflection_id)
    mapping = session.scalar(
        sa.select(ReflectionMapping).where(
            ReflectionMapping.id == mapping_id,
            ReflectionMapping.reflection_id == reflection.id,
        )
    )
    if mapping is None:
        raise NotFoundError
    check_unmapping(mapping.submitted_at)
    facts = {"criterion": mapping.criterion_id, "unit": mapping.enrolment_id}
    session.delete(mapping)
    record_deed(
        session,
        deed="unmap_reflection",
        now=now,
        subject_id=reflection.id,
        actor=actor,
        facts=facts,
    )
    return reflection.id


def freeze_reflections(
    session: Session, *, enrolment_id: UUID, criterion_ids: Sequence[UUID], now: datetime
) -> None:
    """Mark what is mapped to these criteria as put forward with them.

    Leaves the journal entry to the deed that submits; what was submitted before keeps its first
    time.
    """
    mapped = sa.select(ReflectionMapping).where(
        ReflectionMapping.enrolment_id == enrolment_id,
        ReflectionMapping.criterion_id.in_(criterion_ids),
        ReflectionMapping.submitted_at.is_(None),
    )
    for mapping in session.scalars(mapped):
        mapping.submitted_at = now
    session.flush()


def _units_of(session: Session, actor: Actor, criterion_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Give, by criterion, the unit of the actor's own that it belongs to."""
    rows = session.execute(
        sa.select(Criterion.id, Enrolment.id)
        .join(Enrolment, Enrolment.standard_id == Criterion.standard_id)
        .where(
            Criterion.id.in_(criterion_ids),
            Enrolment.practitioner_id == actor.person_id,
            visible_to(actor),
        )
    )
    return {row[0]: row[1] for row in rows}
