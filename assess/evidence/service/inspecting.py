"""Looks at a file that has arrived: what it really is, and whether it is taken."""

import codecs
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filetype  # type: ignore[import-untyped] # has no types

from assess.child import ChildError, run_child
from assess.evidence.rules.file_types import (
    PLAIN_TEXT,
    EmptyFileError,
    FileType,
    LocationStaysError,
    MacroError,
    NotWhatItSaysError,
    Structure,
    TooLargeError,
    UnknownTypeError,
    UnreadableError,
    type_by_content,
    type_by_name,
)
from assess.evidence.rules.names import display_name
from assess.files import CHUNK, FileStore, IncomingFile

CHILD = Path(__file__).with_name("open_file.py")
HEAD = 8192
OLD_OFFICE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
ARCHIVE_START = b"PK\x03\x04"
NOT_IN_TEXT = frozenset(range(32)) - set(b"\t\n\r\x0c\x1b") | {127}


@dataclass(frozen=True)
class Arrived:
    """A file that has been looked at and is taken; not yet kept."""

    incoming: IncomingFile
    name: str
    media_type: str
    pages: int | None = None
    preview: bytes | None = None
    location_removed: bool = False


def inspect_file(
    store: FileStore, incoming: IncomingFile, name: str, *, remove_location: bool = False
) -> Arrived:
    """Check a file by its content; make its preview or count its pages.

    Raises:
        FileError: one of its kinds, when the file is not taken.

    """
    name = display_name(name)
    if incoming.too_large:
        raise TooLargeError(name)
    if incoming.size == 0:
        raise EmptyFileError(name)
    incoming.settle()
    incoming.seek(0)
    head = incoming.file.read(HEAD)
    kind = _type_of(incoming, name, head)
    facts: dict[str, Any] = {}
    try:
        facts = _check_structure(incoming, kind, name)
        if remove_location and kind.structure is Structure.IMAGE:
            incoming = _without_location(store, incoming, name)
            facts["location_removed"] = True
    except ChildError as failed:
        raise UnreadableError(name) from failed
    return Arrived(incoming, name, kind.media_type, **facts)


def _type_of(incoming: IncomingFile, name: str, head: bytes) -> FileType:
    claimed = type_by_name(name)
    guess = filetype.guess_extension(head)
    if claimed is None:
        certain = type_by_content(guess)
        if certain is not None:
            return certain
        if guess is None and _is_text(incoming):
            return PLAIN_TEXT
        raise UnknownTypeError(name)
    if not _begins_as(claimed, guess, head):
        raise NotWhatItSaysError(name)
    return claimed


def _begins_as(claimed: FileType, guess: str | None, head: bytes) -> bool:
    if claimed.structure in {Structure.OPEN_XML, Structure.OPEN_DOCUMENT}:
        return head.startswith(ARCHIVE_START)
    if claimed.structure is Structure.OLD_OFFICE:
        return head.startswith(OLD_OFFICE_START)
    if claimed.structure is Structure.TEXT:
        return guess is None
    return guess in claimed.known_as


def _check_structure(incoming: IncomingFile, kind: FileType, name: str) -> dict[str, Any]:
    if kind.structure is Structure.PDF:
        return _in_child("pdf", incoming.path)
    if kind.structure is Structure.IMAGE:
        return {"preview": _preview(incoming)}
    if kind.structure in {Structure.OPEN_XML, Structure.OPEN_DOCUMENT}:
        _check_archive(incoming, kind, name)
    if kind.structure is Structure.OLD_OFFICE and _holds(incoming, OLD_MACROS):
        raise MacroError(name)
    if kind.structure is Structure.TEXT and not _is_text(incoming):
        raise NotWhatItSaysError(name)
    return {}


def _check_archive(incoming: IncomingFile, kind: FileType, name: str) -> None:
    facts = _in_child("archive", incoming.path)
    if facts["macros"]:
        raise MacroError(name)
    says = str(facts["says"]).encode()
    exact = kind.structure is Structure.OPEN_XML or says.strip() == kind.marker
    if kind.marker not in says or not exact:
        raise NotWhatItSaysError(name)


def _preview(incoming: IncomingFile) -> bytes:
    with tempfile.NamedTemporaryFile(prefix="preview-", suffix=".jpg") as made:
        _in_child("image", incoming.path, Path(made.name))
        return Path(made.name).read_bytes()


def _without_location(store: FileStore, incoming: IncomingFile, name: str) -> IncomingFile:
    with tempfile.NamedTemporaryFile(prefix="photo-") as made:
        facts = _in_child("location", incoming.path, Path(made.name))
        if not facts["removed"]:
            raise LocationStaysError(name)
        clean = store.receive()
        with Path(made.name).open("rb") as copy:
            while chunk := copy.read(CHUNK):
                clean.write(chunk)
    incoming.close()
    return clean


def _in_child(what: str, path: Path, out: Path | None = None) -> dict[str, Any]:
    return run_child(CHILD, what, str(path), *([str(out)] if out else []))


def _chunks(incoming: IncomingFile) -> Iterator[bytes]:
    incoming.seek(0)
    while chunk := incoming.file.read(CHUNK):
        yield chunk


def _holds(incoming: IncomingFile, wanted: bytes) -> bool:
    tail = b""
    for chunk in _chunks(incoming):
        if wanted in tail + chunk:
            return True
        tail = chunk[-len(wanted) :]
    return False


def _is_text(incoming: IncomingFile) -> bool:
    """Tell whether it is text in one of the encodings that texts come in."""
    incoming.seek(0)
    wide = incoming.file.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    encodings = ("utf-16",) if wide else ("utf-8", "cp1252")
    return any(_decodes(incoming, encoding) for encoding in encodings)


def _decodes(incoming: IncomingFile, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(incoming):
            if not NOT_IN_TEXT.isdisjoint(map(ord, set(decoder.decode(chunk)))):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
