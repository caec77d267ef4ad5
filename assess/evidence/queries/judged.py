"""One piece of evidence as it is judged: the version that was put forward last."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion, FileText, Seen
from assess.evidence.queries.pieces import FILE_COLUMNS
from assess.evidence.queries.views import FileView, SeenView, VersionView
from assess.evidence.rules.kinds import EvidenceForm, EvidenceKind
from assess.evidence.rules.offers import Answer
from assess.evidence.rules.words import SHOWN_AS_WORDS, FileWords, Trouble
from assess.people.models import Person

VERSION = (
    "id", "evidence_id", "number", "form", "title", "description", "language", "made_on", "text",
    "address", "held_at", "sha256", "created_at", "why", "submitted_at",
)  # fmt: skip


@dataclass(frozen=True)
class JudgedPiece:
    kind: EvidenceKind
    made_by: str
    is_simulated: bool
    is_prior_learning: bool
    awaits_confirmation: bool
    newest: int
    """The number of the newest version, submitted or not."""

    version: VersionView
    words: Mapping[UUID, FileWords]
    """What was taken out of the files that no browser shows; those not read yet are not here."""

    @property
    def not_read_yet(self) -> tuple[FileView, ...]:
        return tuple(
            file
            for file in self.version.files
            if file.media_type in SHOWN_AS_WORDS and file.id not in self.words
        )


def find_judged_piece(session: Session, evidence_id: UUID) -> JudgedPiece:
    """Give a piece of a unit that was found for the actor.

    The version is the one that was put forward last, or the newest where none ever was.
    """
    connection = session.connection()
    row = connection.execute(_piece(), {"evidence_id": evidence_id}).one()
    of_version = {"version_id": row.id}
    files = connection.execute(_files(), of_version).all()
    is_pointer = row.form is EvidenceForm.POINTER
    sights = connection.execute(_sights(), of_version) if is_pointer else ()
    values: dict[str, Any] = {name: getattr(row, name) for name in VERSION}
    return JudgedPiece(
        kind=row.kind,
        made_by=row.made_by,
        is_simulated=row.simulated,
        is_prior_learning=row.prior_learning,
        awaits_confirmation=row.made_by_id != row.practitioner_id and row.confirmed_at is None,
        newest=row.newest,
        version=VersionView(
            **values,
            answers=tuple(Answer(pair["question"], pair["answer"]) for pair in row.answers),
            created_by=row.created_by,
            files=tuple(FileView(*file[:-3]) for file in files),
            sights=tuple(SeenView(*sight) for sight in sights),
            sections=tuple(row.sections or ()),
        ),
        words={
            file.id: FileWords(file.words, file.is_cut, Trouble(file.trouble))
            for file in files
            if file.words is not None
        },
    )


@cache
def _piece() -> sa.Select[Any]:
    maker, writer = aliased(Person), aliased(Person)
    return (
        sa.select(
            *(getattr(EvidenceVersion, name) for name in (*VERSION, "answers", "sections")),
            writer.name.label("created_by"),
            maker.name.label("made_by"),
            Evidence.kind,
            Evidence.simulated,
            Evidence.prior_learning,
            Evidence.made_by_id,
            Evidence.practitioner_id,
            Evidence.confirmed_at,
            Evidence.newest,
        )
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .join(maker, maker.id == Evidence.made_by_id)
        .join(writer, writer.id == EvidenceVersion.created_by_id)
        .where(EvidenceVersion.evidence_id == sa.bindparam("evidence_id", type_=sa.Uuid()))
        .order_by(EvidenceVersion.submitted_at.is_(None), EvidenceVersion.number.desc())
        .limit(1)
    )


@cache
def _files() -> sa.Select[Any]:
    is_shown_as_words = (FileText.sha256 == EvidenceFile.sha256) & (
        EvidenceFile.media_type.in_(sorted(SHOWN_AS_WORDS))
    )
    return (
        sa.select(*FILE_COLUMNS, FileText.words, FileText.is_cut, FileText.trouble)
        .outerjoin(FileText, is_shown_as_words)
        .where(EvidenceFile.evidence_version_id == sa.bindparam("version_id", type_=sa.Uuid()))
        .order_by(EvidenceFile.position)
    )


@cache
def _sights() -> sa.Select[Any]:
    return (
        sa.select(Seen.evidence_version_id, Seen.place, Seen.seen_on, Person.name)
        .join(Person, Person.id == Seen.seen_by_id)
        .where(Seen.evidence_version_id == sa.bindparam("version_id", type_=sa.Uuid()))
        .order_by(Seen.created_at, Seen.id)
    )
