"""The left side of the desk: the list of evidence, and the piece that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flask_babel import gettext as _

from assess.assessment.pages.desk_doubts import doubts_on
from assess.evidence.rules import EvidenceKind
from assess.evidence.rules.file_types import Shown
from assess.evidence.rules.sections import PlanSection, read_sections

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from assess.assessment.queries import DoubtView
    from assess.assessment.queries.desk import DeskRecord
    from assess.bilingual import Language
    from assess.evidence.queries import FileView, VersionView
    from assess.evidence.queries.judged import JudgedPiece
    from assess.evidence.queries.places import PlaceInUnit
    from assess.evidence.rules.words import FileWords


class DeskLine(NamedTuple):
    """A piece of evidence in the list of them all."""

    evidence_id: UUID
    number: str
    """E1, E2 and so on, as in print."""

    title: str
    language: str
    kind_name: str
    labels: str
    is_here: bool


@dataclass(frozen=True)
class DeskPiece:
    number: str
    evidence_id: UUID
    kind_name: str
    made_by: str
    is_simulated: bool
    is_prior_learning: bool
    awaits_confirmation: bool
    version: VersionView
    is_newer: bool
    """Whether there is a newer version that was not put forward."""

    main_file: FileView | None
    """The file that pages and times point into."""

    paragraphs: tuple[str, ...]
    words: Mapping[UUID, FileWords]
    """Of the files that no browser shows."""

    doubts: tuple[DoubtView, ...]
    sections: tuple[PlanSection, ...] = ()
    """Of a written plan, its labels in the reader's language."""


@cache
def kind_names(language: Language) -> dict[EvidenceKind, str]:
    """Name the kinds of evidence in the page's language."""
    del language  # the names are in it
    return {
        EvidenceKind.WORK_PRODUCT: _("Work product"),
        EvidenceKind.REFLECTIVE_ACCOUNT: _("Reflective account"),
        EvidenceKind.OBSERVATION: _("Observation"),
        EvidenceKind.PROFESSIONAL_DISCUSSION: _("Professional discussion"),
        EvidenceKind.QUESTIONING: _("Questioning"),
        EvidenceKind.WITNESS_TESTIMONY: _("Witness testimony"),
        EvidenceKind.EXPERT_WITNESS_TESTIMONY: _("Expert witness testimony"),
    }


def desk_lines(place: PlaceInUnit | None, language: Language) -> tuple[DeskLine, ...]:
    if place is None:
        return ()
    names = kind_names(language)
    return tuple(
        DeskLine(
            evidence_id=piece.id,
            number=f"E{number}",
            title=piece.title,
            language=piece.language,
            kind_name=names[piece.kind],
            labels=" ".join([mapping.label for mapping in piece.mappings]),
            is_here=number == place.number,
        )
        for number, piece in place.around
    )


def desk_piece(
    piece: JudgedPiece, line: DeskLine, record: DeskRecord, language: Language
) -> DeskPiece:
    version = piece.version
    return DeskPiece(
        number=line.number,
        evidence_id=line.evidence_id,
        kind_name=line.kind_name,
        made_by=piece.made_by,
        is_simulated=piece.is_simulated,
        is_prior_learning=piece.is_prior_learning,
        awaits_confirmation=piece.awaits_confirmation,
        version=version,
        is_newer=version.number < piece.newest,
        main_file=_main_file(version),
        paragraphs=() if version.sections else _paragraphs(version.text),
        words=piece.words,
        doubts=doubts_on(record, line.evidence_id),
        sections=read_sections(version.sections, language=version.language, reader=language.value),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("\n\n") if part.strip())


def _main_file(version: VersionView) -> FileView | None:
    pointed_into = (Shown.PDF, Shown.AUDIO, Shown.VIDEO)
    found = (file for file in version.files if file.shown in pointed_into)
    return next(found, next(iter(version.files), None))
