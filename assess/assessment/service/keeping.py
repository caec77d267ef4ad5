from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.evidence.models import EvidenceVersion, Mapping


def keep_versions(
    session: Session, *, unit_id: UUID, version_ids: Collection[UUID], now: datetime
) -> None:
    """Hold on to what a judgement rests on, as if it had been submitted.

    What an assessor records is never submitted by anybody, and must not go away either.
    """
    rows = session.execute(
        sa.select(EvidenceVersion, Mapping)
        .join(Mapping, Mapping.evidence_id == EvidenceVersion.evidence_id)
        .where(EvidenceVersion.id.in_(list(version_ids)), Mapping.enrolment_id == unit_id)
    )
    for version, mapping in rows:
        version.submitted_at = version.submitted_at or now
        mapping.submitted_at = mapping.submitted_at or now
