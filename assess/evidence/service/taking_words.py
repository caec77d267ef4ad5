"""Takes the words out of files: once for each content, in the background or on first need."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.child import ChildError, run_child
from assess.db import db, writing
from assess.evidence.models import FileText
from assess.evidence.queries.files import is_blob_used
from assess.evidence.queries.words import find_words
from assess.evidence.rules.words import FileWords, Trouble, reader_of, tidy_words
from assess.files import CHUNK, FileStore
from assess.jobs import queue_job

KIND = "take_words"
CHILD = Path(__file__).with_name("read_words.py")
LARGEST = 100 * 1024 * 1024
"""Bytes of a file that is still opened for its words."""


@dataclass(frozen=True)
class ToRead:
    """A stored file, and what it is."""

    sha256: str
    media_type: str


def request_words(session: Session, *, files: Iterable[ToRead], now: datetime) -> None:
    """Have the words of files that have just been kept taken out by a worker."""
    for file in files:
        if reader_of(file.media_type) is not None:
            queue_job(session, kind=KIND, payload=vars(file), now=now)


def do_take_words(payload: dict[str, Any], *, store: FileStore, now: datetime) -> dict[str, Any]:
    """Do the job that `request_words` left."""
    file = ToRead(payload["sha256"], payload["media_type"])
    words = take_words(store=store, files=[file], now=now)
    return {"characters": sum(len(one.text) for one in words.values())}


def take_words(*, store: FileStore, files: Iterable[ToRead], now: datetime) -> dict[str, FileWords]:
    """Give the words of stored files by their hashes; those not known yet are taken out now.

    Files are opened outside of any transaction: it may take seconds.
    """
    wanted = {file.sha256: file for file in files if reader_of(file.media_type) is not None}
    if not wanted:
        return {}
    known = find_words(db.session(), wanted)
    taken = {
        sha256: words
        for sha256, file in wanted.items()
        if sha256 not in known and (words := _open(store, file)) is not None
    }
    if taken:
        _keep(taken, now)
    return known | taken


def _keep(taken: dict[str, FileWords], now: datetime) -> None:
    with writing() as session:
        known = find_words(session, taken)
        for sha256, words in taken.items():
            # What was deleted while it was read leaves no words behind.
            if sha256 in known or not is_blob_used(session, sha256):
                continue
            row = FileText(
                sha256=sha256,
                words=words.text,
                is_cut=words.is_cut,
                trouble=words.trouble.value,
                taken_at=now,
            )
            # Two requests may have opened the same file: the second finds the first one's words.
            try:
                with session.begin_nested():
                    session.add(row)
            except sa.exc.IntegrityError:
                continue


def _open(store: FileStore, file: ToRead) -> FileWords | None:
    """Open a file in its process; None where it is no longer there."""
    with tempfile.NamedTemporaryFile(prefix="words-") as copy:
        size = 0
        try:
            with store.open(file.sha256) as stored:
                while (chunk := stored.read(CHUNK)) and size <= LARGEST:
                    size += copy.write(chunk)
        except FileNotFoundError:
            return None
        copy.flush()
        if size > LARGEST:
            return FileWords("", is_cut=False, trouble=Trouble.TOO_MUCH)
        return words_of_file(Path(copy.name), file.media_type)


def words_of_file(path: Path, media_type: str) -> FileWords:
    """Open a file in a process of its own and give its words, or the trouble with it."""
    try:
        answer = run_child(CHILD, reader_of(media_type) or "", str(path))
    except ChildError:
        return FileWords("", is_cut=False, trouble=Trouble.UNREADABLE)
    if "trouble" in answer:
        return FileWords("", is_cut=False, trouble=Trouble(answer["trouble"]))
    return FileWords(tidy_words(answer["words"]), answer["is_cut"], Trouble.NONE)
