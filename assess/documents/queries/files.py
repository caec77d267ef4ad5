from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.documents.rules import KIND
from assess.evidence.models import EvidenceFile
from assess.jobs import Job, JobState


@dataclass(frozen=True)
class NamedFile:
    """A stored file that a row names; `size` is None where the row does not say."""

    sha256: str
    what: str
    row_id: UUID
    size: int | None


def list_named_files(session: Session) -> Iterator[NamedFile]:
    """Give every stored file that a row names; one named twice comes twice, one after the other."""
    evidence = sa.select(
        EvidenceFile.sha256.label("sha256"),
        sa.literal("evidence file").label("what"),
        EvidenceFile.id,
        EvidenceFile.size,
    )
    previews = sa.select(
        EvidenceFile.preview_sha256,
        sa.literal("preview of evidence file"),
        EvidenceFile.id,
        sa.cast(sa.null(), sa.BigInteger),
    ).where(EvidenceFile.preview_sha256.is_not(None))
    prints = sa.select(
        Job.result["sha256"].as_string(),
        sa.literal("print"),
        Job.id,
        Job.result["size"].as_integer(),
    ).where(Job.kind == KIND, Job.state == JobState.DONE)
    union = sa.union_all(evidence, previews, prints)
    rows: sa.Result[Any] = session.execute(
        union.order_by("sha256", "what"), execution_options={"yield_per": 1000}
    )
    for row in rows:
        yield NamedFile(*row)
