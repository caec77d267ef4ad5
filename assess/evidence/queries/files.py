from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion
from assess.evidence.queries.pieces import FILE_COLUMNS
from assess.evidence.queries.views import FileView
from assess.evidence.queries.visibility import evidence_visible_to
from assess.jobs import Job
from assess.refusals import NotFoundError


def find_file(session: Session, actor: Actor, file_id: UUID) -> FileView:
    """Find a file of evidence that the actor may see, of whichever version.

    Raises:
        NotFoundError: when there is none, or none for this actor.

    """
    row = session.execute(
        sa.select(*FILE_COLUMNS)
        .join(EvidenceVersion, EvidenceVersion.id == EvidenceFile.evidence_version_id)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(EvidenceFile.id == file_id, evidence_visible_to(actor))
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return FileView(*row)


def list_blobs(session: Session, actor: Actor, evidence_id: UUID) -> set[str]:
    """Give the hashes of everything stored for a piece of evidence, previews included."""
    rows = session.execute(
        sa.select(EvidenceFile.sha256, EvidenceFile.preview_sha256)
        .join(EvidenceVersion, EvidenceVersion.id == EvidenceFile.evidence_version_id)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .where(Evidence.id == evidence_id, evidence_visible_to(actor))
    )
    return {sha256 for row in rows for sha256 in row if sha256}


def is_blob_used(session: Session, sha256: str) -> bool:
    """Tell whether any row, of whichever provider, still names a stored file.

    A print is a file like others: somebody may offer the very bytes of one as evidence.
    """
    of_evidence = (EvidenceFile.sha256 == sha256) | (EvidenceFile.preview_sha256 == sha256)
    made_by_a_job = Job.result["sha256"].as_string() == sha256
    return any(
        session.scalar(sa.select(row_id).where(names_it).limit(1)) is not None
        for row_id, names_it in ((EvidenceFile.id, of_evidence), (Job.id, made_by_a_job))
    )
