from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.evidence.models import Mapping


def count_mappings(
    session: Session, actor: Actor, *, unit_ids: Sequence[UUID]
) -> dict[tuple[UUID, UUID], int]:
    """Give how much evidence is mapped, by unit and criterion, in one statement."""
    rows = session.execute(
        sa.select(Mapping.enrolment_id, Mapping.criterion_id, sa.func.count())
        .join(Enrolment, Enrolment.id == Mapping.enrolment_id)
        .where(Mapping.enrolment_id.in_(unit_ids), visible_to(actor))
        .group_by(Mapping.enrolment_id, Mapping.criterion_id)
    )
    return {(unit_id, criterion_id): count for unit_id, criterion_id, count in rows}
