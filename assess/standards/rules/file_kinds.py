"""What a document is by its first bytes, and the refusals of those that cannot be read."""

from enum import StrEnum

from assess.refusals import RefusedError

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF-"
_PDF_STARTS_WITHIN = 1024


class DocumentKind(StrEnum):
    TEXT = "text"
    WORD = "Word"
    PDF = "PDF"
    OLD_OFFICE = "old Office"


class DocumentError(RefusedError):
    """The document could not be read at all."""

    field = "file"


class EmptyDocumentError(DocumentError):
    """There is nothing in the file, or no words."""


class NothingGivenError(DocumentError):
    """Neither a file nor a text came."""


class LockedDocumentError(DocumentError):
    """It can only be opened with a password."""


class OldOfficeError(DocumentError):
    """It is a document of an old Office, or a locked one: both look the same from outside."""


class BrokenDocumentError(DocumentError):
    """It could not be opened, or only with more memory or time than any standard needs."""


class ScannedDocumentError(DocumentError):
    """Its pages are pictures of text."""


class TooLongDocumentError(DocumentError):
    """It is many times as long as any standard."""


REASONS: dict[type[DocumentError], str] = {
    EmptyDocumentError: "there is no text in the document",
    LockedDocumentError: "the document is locked with a password",
    OldOfficeError: "this is an old Office document or a locked one; save it as .docx without a "
    "password",
    BrokenDocumentError: "the document is broken, or is not what its name says",
    ScannedDocumentError: "the PDF holds pictures of pages and no text",
    TooLongDocumentError: "the text is far longer than a standard",
}
"""For the command, which speaks English; the page has words of its own."""


def kind_of(data: bytes, name: str | None) -> DocumentKind:
    if _PDF in data[:_PDF_STARTS_WITHIN]:
        return DocumentKind.PDF
    if data.startswith(_ZIP):
        return DocumentKind.WORD
    if data.startswith(_OLD_OFFICE):
        return DocumentKind.OLD_OFFICE
    ending = (name or "").lower().rsplit(".", 1)[-1]
    if ending in {"pdf", "docx"} and data:
        raise BrokenDocumentError
    return DocumentKind.TEXT
