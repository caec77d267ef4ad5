"""Brings files to safety before any row names them, and takes away what no row names."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.db import new_id
from assess.evidence.models import EvidenceFile, EvidenceVersion, FileText
from assess.evidence.queries.files import is_blob_used
from assess.evidence.service.inspecting import Arrived
from assess.evidence.service.taking_words import ToRead, request_words
from assess.files import FileStore, receive_bytes


def keep_files(
    session: Session,
    store: FileStore,
    version: EvidenceVersion,
    arrived: Sequence[Arrived],
    *,
    first: int = 0,
) -> None:
    """Store the files, then add their rows.

    Storing happens inside the deed, after its last refusal, so that a refused deed and a
    second copy of a post leave nothing behind. The bytes are on the disk already: what is
    left is a rename.
    """
    lock_blobs(session, (file.incoming.sha256 for file in arrived))
    to_read = []
    for position, file in enumerate(arrived, start=first):
        stored = store.keep(file.incoming)
        preview = receive_bytes(store, file.preview) if file.preview is not None else None
        to_read.append(ToRead(stored.sha256, file.media_type))
        session.add(
            EvidenceFile(
                id=new_id(),
                provider_id=version.provider_id,
                evidence_version_id=version.id,
                position=position,
                name=file.name,
                media_type=file.media_type,
                size=stored.size,
                sha256=stored.sha256,
                preview_sha256=preview.sha256 if preview else None,
                pages=file.pages,
                location_removed=file.location_removed,
            )
        )
    session.flush()
    request_words(session, files=to_read, now=version.created_at)


def copy_files(session: Session, version: EvidenceVersion, kept: Sequence[EvidenceFile]) -> None:
    """Give a new version the files that it keeps from the one before."""
    for position, file in enumerate(kept):
        session.add(
            EvidenceFile(
                id=new_id(),
                provider_id=version.provider_id,
                evidence_version_id=version.id,
                position=position,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                preview_sha256=file.preview_sha256,
                pages=file.pages,
                location_removed=file.location_removed,
            )
        )
    session.flush()


def files_of(session: Session, version_ids: Sequence[UUID]) -> list[EvidenceFile]:
    return list(
        session.scalars(
            sa.select(EvidenceFile)
            .where(EvidenceFile.evidence_version_id.in_(version_ids))
            .order_by(EvidenceFile.evidence_version_id, EvidenceFile.position)
        )
    )


def remove_unused_files(session: Session, *, store: FileStore, hashes: Iterable[str]) -> None:
    """Remove stored files that no row names any more, and their words, after the deletion.

    It looks and removes in a transaction of its own, under the write lock, so that nobody adds
    the same bytes between.
    """
    wanted = sorted(set(hashes))
    lock_blobs(session, wanted)
    for sha256 in wanted:
        if not is_blob_used(session, sha256):
            store.remove(sha256)
            session.execute(sa.delete(FileText).where(FileText.sha256 == sha256))


def lock_blobs(session: Session, hashes: Iterable[str]) -> None:
    """Let deeds on the same bytes follow each other. SQLite's write lock does so by itself."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for sha256 in sorted(set(hashes)):
        number = int.from_bytes(bytes.fromhex(sha256)[:8], signed=True)
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
