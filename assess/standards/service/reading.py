"""Opens a document that somebody gave, in a process of its own where its kind asks for one."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assess.bilingual import Language
from assess.child import ChildError, run_child
from assess.standards.rules.docx_lines import docx_lines
from assess.standards.rules.file_kinds import (
    REASONS,
    BrokenDocumentError,
    DocumentError,
    DocumentKind,
    EmptyDocumentError,
    LockedDocumentError,
    OldOfficeError,
    ScannedDocumentError,
    kind_of,
)
from assess.standards.rules.pdf_lines import pdf_lines
from assess.standards.rules.reader import read_file_bytes, read_text_taken_out, refused_document
from assess.standards.rules.values import ReaderWarning, StandardDocument

HERE = Path(__file__).parent


@dataclass(frozen=True)
class TextTakenOut:
    text: str
    warnings: tuple[ReaderWarning, ...] = ()


def take_text_out(data: bytes, kind: DocumentKind) -> TextTakenOut:
    """Take the text out of a Word document or a PDF.

    Raises:
        DocumentError: one of its kinds, when it cannot be read.

    """
    takers: Mapping[DocumentKind, Callable[[bytes], TextTakenOut]] = {
        DocumentKind.WORD: _from_word,
        DocumentKind.PDF: _from_pdf,
    }
    if kind not in takers:
        raise OldOfficeError
    try:
        return takers[kind](data)
    except ChildError as failed:
        raise BrokenDocumentError from failed


def read_document_file(
    data: bytes, *, name: str | None = None, urn: str | None = None, lang: Language | None = None
) -> StandardDocument:
    """Read a text, a web page, a Word document or a PDF; why one could not be is a warning."""
    try:
        kind = kind_of(data, name)
        if kind is DocumentKind.TEXT:
            return read_file_bytes(data, name=name, urn=urn, lang=lang)
        taken = take_text_out(data, kind)
    except DocumentError as refusal:
        return refused_document(REASONS[type(refusal)], name=name, urn=urn, lang=lang)
    return read_text_taken_out(taken.text, name=name, urn=urn, lang=lang, warnings=taken.warnings)


def _from_word(data: bytes) -> TextTakenOut:
    text = docx_lines(_opened("open_docx.py", data))
    if not text.strip():
        raise EmptyDocumentError
    return TextTakenOut(text)


def _from_pdf(data: bytes) -> TextTakenOut:
    content = _opened("open_pdf.py", data)
    if content.get("locked"):
        raise LockedDocumentError
    text, warnings = pdf_lines(content)
    if not text.strip():
        raise ScannedDocumentError
    return TextTakenOut(text, tuple(warnings))


def _opened(script: str, data: bytes) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile(prefix="standard-") as given:
        given.write(data)
        given.flush()
        return run_child(HERE / script, given.name)
