from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion
from assess.evidence.queries.placed import PLACE_FILE_COLUMNS
from assess.evidence.queries.visibility import evidence_visible_to
from assess.evidence.rules.locators import PlaceFile
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


def place_files_of(session: Session, version: EvidenceVersion) -> list[PlaceFile]:
    """Give a version's files, as far as places in them are concerned."""
    rows = session.execute(
        sa.select(*PLACE_FILE_COLUMNS)
        .where(EvidenceFile.evidence_version_id == version.id)
        .order_by(EvidenceFile.position)
    )
    return [PlaceFile(*row) for row in rows]
