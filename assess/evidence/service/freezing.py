from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.evidence.models import Evidence, EvidenceVersion, Mapping


def freeze_evidence(
    session: Session, *, enrolment_id: UUID, criterion_ids: Sequence[UUID], now: datetime
) -> list[UUID]:
    """Mark what is put forward for these criteria of a unit as submitted.

    Gives the newest version of each piece that is mapped to them. Leaves the journal entry
    to the deed that submits; what was submitted before keeps its first time.
    """
    rows = session.execute(
        sa.select(Mapping, EvidenceVersion)
        .join(Evidence, Evidence.id == Mapping.evidence_id)
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id)
            & (EvidenceVersion.number == Evidence.newest),
        )
        .where(Mapping.enrolment_id == enrolment_id, Mapping.criterion_id.in_(criterion_ids))
        .order_by(Evidence.created_at, Evidence.id)
    ).all()
    versions: dict[UUID, None] = {}
    for mapping, version in rows:
        mapping.submitted_at = mapping.submitted_at or now
        version.submitted_at = version.submitted_at or now
        versions[version.id] = None
    session.flush()
    return list(versions)
