from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from assess.assessment.rules import Check
from assess.assessment.rules.snapshot import hash_of_words
from assess.documents.pages.evidence import (
    PrintedConfirmation,
    PrintedEarlier,
    PrintedEvidence,
    PrintedExchange,
    PrintedFile,
    PrintedForm,
    PrintedKind,
    PrintedSight,
)
from assess.documents.pages.filling.doubts import printed_doubts
from assess.documents.pages.filling.sections import printed_sections
from assess.documents.pages.texts import Authored
from assess.evidence.rules import ASSESSORS_KINDS, EvidenceForm

if TYPE_CHECKING:
    from assess.assessment.queries import DoubtView
    from assess.documents.queries import PortfolioFacts
    from assess.evidence.queries import FileView, PieceView, VersionView

UNKNOWN = "und"
"""BCP 47 for a language that was not recorded."""

FORMS = {
    EvidenceForm.FILES: PrintedForm.FILE,
    EvidenceForm.ADDRESS: PrintedForm.ADDRESS,
    EvidenceForm.TEXT: PrintedForm.TEXT,
    EvidenceForm.POINTER: PrintedForm.POINTER,
    EvidenceForm.PLAN: PrintedForm.PLAN,
}


def numbered_evidence(facts: "PortfolioFacts") -> dict[UUID, int]:
    """Number the evidence of all units, oldest first; a piece in two units has one number."""
    pieces = {piece.id: piece for unit in facts.units for piece in unit.pieces}
    ordered = sorted(pieces.values(), key=lambda piece: (piece.created_at, piece.id))
    return {piece.id: number for number, piece in enumerate(ordered, start=1)}


def printed_evidence(
    facts: "PortfolioFacts", numbers: dict[UUID, int]
) -> Iterator[PrintedEvidence]:
    pieces = {piece.id: piece for unit in facts.units for piece in unit.pieces}
    doubts = [doubt for unit in facts.units for doubt in unit.record.doubts]
    earlier = {one.id: one for unit in facts.units for one in unit.earlier_versions}
    for piece_id, number in numbers.items():
        versions = [one for one in earlier.values() if one.evidence_id == piece_id]
        yield _piece(pieces[piece_id], number, doubts, versions)


def _piece(
    piece: "PieceView", number: int, doubts: list["DoubtView"], earlier: list["VersionView"]
) -> PrintedEvidence:
    version = piece.newest
    lang = version.language
    return PrintedEvidence(
        number=number,
        title=Authored(version.title, lang),
        kind=PrintedKind(piece.kind.value.replace(" ", "_")),
        form=_form(piece),
        made_by=piece.made_by,
        language=lang,
        made_on=version.made_on,
        version=version.number,
        simulated=piece.simulated,
        prior_learning=piece.prior_learning,
        description=_written(version.description, lang),
        location=version.address or version.held_at or None,
        text=None if version.sections else _written(version.text, lang),
        sections=printed_sections(version),
        sha256=_hash(version),
        files=tuple(_file(file) for file in version.files),
        exchanges=tuple(
            PrintedExchange(Authored(each.question, lang), _written(each.answer, lang))
            for each in version.answers
        ),
        sights=tuple(
            PrintedSight(Authored(sight.place, UNKNOWN), sight.seen_on, sight.seen_by)
            for sight in version.sights
        ),
        confirmations=_confirmations(piece),
        authentic_doubts=printed_doubts(doubts, Check.AUTHENTIC, about=piece.id),
        current_doubts=printed_doubts(doubts, Check.CURRENT, about=piece.id),
        earlier=tuple(_earlier(one) for one in sorted(earlier, key=lambda each: each.number)),
    )


def _written(text: str, lang: str) -> Authored | None:
    return Authored(text, lang) if text else None


def _form(piece: "PieceView") -> PrintedForm:
    """Give the form; what an assessor recorded in sound or picture is a recording."""
    files = piece.newest.files
    heard = all(file.media_type.startswith(("audio/", "video/")) for file in files)
    if files and heard and piece.kind in ASSESSORS_KINDS:
        return PrintedForm.RECORDING
    return FORMS[piece.newest.form]


def _hash(version: "VersionView") -> str | None:
    """Give the hash of what has no file: of the text alone, or of the whole description."""
    if version.form is EvidenceForm.TEXT and version.text:
        return hash_of_words(version.text)
    return None if version.form is EvidenceForm.FILES else version.sha256


def _file(file: "FileView") -> PrintedFile:
    return PrintedFile(file.name, file.media_type, file.size, file.sha256, file.preview_sha256)


def _confirmations(piece: "PieceView") -> tuple[PrintedConfirmation, ...]:
    if piece.confirmed_at is None:
        return ()
    return (PrintedConfirmation(piece.practitioner, piece.confirmed_at),)


def _earlier(version: "VersionView") -> PrintedEarlier:
    return PrintedEarlier(
        version.number,
        version.submitted_at or version.created_at,
        _hash(version),
        tuple(_file(file) for file in version.files),
    )
