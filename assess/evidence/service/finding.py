from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion
from assess.evidence.queries.visibility import evidence_visible_to
from assess.refusals import NotFoundError


def find_for_change(session: Session, actor: Actor, evidence_id: UUID) -> Evidence:
    """Find evidence that the actor may see, held until the deed on it is done.

    Raises:
        NotFoundError: when there is none, or none for this actor.

    """
    evidence = session.scalar(
        sa.select(Evidence)
        .where(Evidence.id == evidence_id, evidence_visible_to(actor))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if evidence is None:
        raise NotFoundError
    return evidence


def newest_version(session: Session, evidence: Evidence) -> EvidenceVersion:
    return session.scalars(
        sa.select(EvidenceVersion).where(
            EvidenceVersion.evidence_id == evidence.id, EvidenceVersion.number == evidence.newest
        )
    ).one()


def pages_of(session: Session, version: EvidenceVersion) -> int | None:
    """Give the pages of a version's longest PDF, None where there is none to count."""
    return session.scalar(
        sa.select(sa.func.max(EvidenceFile.pages)).where(
            EvidenceFile.evidence_version_id == version.id
        )
    )
