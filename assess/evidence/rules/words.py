"""The words in files: which files have any, and how they are kept."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assess.evidence.rules.file_types import FILE_TYPES, Shown, Structure

_UNSAID = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EMPTY_LINES = re.compile(r"\n\s*\n+")


class Trouble(StrEnum):
    """Why no words could be taken out of a file."""

    NONE = ""
    LOCKED = "locked"
    TOO_MUCH = "too much"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class FileWords:
    """What was taken out of a file."""

    text: str
    is_cut: bool
    trouble: Trouble

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(part for part in self.text.split("\n\n") if part.strip())


_BY_STRUCTURE = {
    Structure.PDF: "pdf",
    Structure.TEXT: "text",
    Structure.OPEN_DOCUMENT: "open document",
}
_READERS = {
    kind.media_type: reader
    for kind in FILE_TYPES
    if (
        reader := kind.endings[0]
        if kind.structure is Structure.OPEN_XML
        else _BY_STRUCTURE.get(kind.structure)
    )
} | {"text/html": "html"}
"""How each type of file is read, by its media type. Of others no words can be taken."""

SHOWN_AS_WORDS = frozenset(
    kind.media_type
    for kind in FILE_TYPES
    if kind.media_type in _READERS and kind.shown is Shown.DOWNLOAD
)
"""What no browser shows: the desk shows its words."""


def reader_of(media_type: str) -> str | None:
    """Name the reader for a type of file; None where it has no words that could be read."""
    return _READERS.get(media_type)


def tidy_words(text: str) -> str:
    """Take out what is no text, and empty lines that follow each other."""
    text = _UNSAID.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip()
