"""From bytes to text, whatever they were written as."""

import codecs

from assess.standards.rules.values import ReaderWarning

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a zipped file (Word, OpenDocument or an archive)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "a rich text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


def unreadable_kind(data: bytes) -> str | None:
    return next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), None)


def decode(data: bytes) -> tuple[str, ReaderWarning | None]:
    """Take UTF-8, UTF-16 with its mark, else Windows-1252; Latin-1 where that has no character.

    Windows-1252 has no ŵ and no ŷ, so a Welsh text in it has lost them before it came here.
    """
    if data.startswith(_WIDE_MARKS):
        return data.decode("utf-16", errors="replace"), None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    encoding = "Windows-1252"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        encoding = "Latin-1"
        text = data.decode("latin-1")
    message = f"the file is not UTF-8; it was read as {encoding}: check accents and apostrophes"
    return text, ReaderWarning("not-utf-8", line, message)
