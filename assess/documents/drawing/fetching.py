"""Stored files on their way into a print: copied aside, and checked against their hash."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from assess.documents.drawing.phrases import Phrase, word

OpenFile = Callable[[str], BinaryIO]
"""Opens a stored file by its SHA-256; raises OSError (FileNotFoundError) or LookupError."""

_CHUNK = 1024 * 1024


class UnusableError(Exception):
    """A file cannot be printed; `reason` is told in its place."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason.msgid)
        self.reason = reason


def fetch(open_file: OpenFile, sha256: str, folder: Path) -> Path:
    """Copy a stored file into the folder, refusing one that is not what its hash says."""
    copy = folder / hashlib.sha256(sha256.encode("utf-8", "replace")).hexdigest()
    digest = hashlib.sha256()
    try:
        with open_file(sha256) as stored, copy.open("wb") as kept:
            while chunk := stored.read(_CHUNK):
                digest.update(chunk)
                kept.write(chunk)
    except (OSError, LookupError) as error:
        copy.unlink(missing_ok=True)
        raise UnusableError(word("The file is missing.")) from error
    if digest.hexdigest() != sha256:
        copy.unlink()
        raise UnusableError(word("The file is damaged: what it holds does not match its SHA-256."))
    return copy
