"""Names of files: kept for people to read, never used to store anything."""

import unicodedata
from urllib.parse import quote

LONGEST = 200
TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: they can make `gpj.exe` look like `exe.jpg`."""


def display_name(name: str) -> str:
    """Give a file's name as pages show it: NFC, one line, without its folders."""
    text = unicodedata.normalize("NFC", name)
    text = "".join(
        letter
        for letter in text
        if unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"} and letter not in TURNS
    )
    text = text.replace("\\", "/").rsplit("/", 1)[-1].strip()
    return _shorten(text) or "-"


def _shorten(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:  # noqa: PLR2004 (no ending is longer)
        return name[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"


def content_disposition(how: str, name: str) -> str:
    """Write the header of RFC 6266: the exact name in UTF-8, and a plain one for old readers."""
    plain = "".join(
        letter if letter.isascii() and letter.isprintable() and letter not in '"\\%' else "_"
        for letter in name
    )
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
