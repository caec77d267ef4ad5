"""The words that were taken out of files."""

from collections.abc import Collection
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.db import read
from assess.evidence.models import FileText
from assess.evidence.rules.words import FileWords, Trouble


def find_words(session: Session, hashes: Collection[str]) -> dict[str, FileWords]:
    """Give what is known of these stored files, by hash; the caller has found them for an actor."""
    rows = read(session, _words(), {"hashes": list(hashes)})
    return {row[0]: FileWords(row[1], row[2], Trouble(row[3])) for row in rows}


@cache
def _words() -> sa.Select[Any]:
    return sa.select(FileText.sha256, FileText.words, FileText.is_cut, FileText.trouble).where(
        FileText.sha256.in_(sa.bindparam("hashes", expanding=True))
    )
