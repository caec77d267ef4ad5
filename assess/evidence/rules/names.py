"""Names of files: kept for people to read, never used to store anything."""

import unicodedata

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
