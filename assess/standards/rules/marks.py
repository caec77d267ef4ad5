"""The marks that criteria carry in documents: letters, numbers and bullets (trap 9)."""

import re
from dataclasses import dataclass
from enum import StrEnum

_LETTER = re.compile(
    r"^\(?([PKpk]\d{1,3}|[PK] \d{1,3})\b\)?(?!\.\d)(?:\s?[.:)]|\s?[\u2013-](?=\s|$))?\s*(.*)$"
)
_NUMBER = re.compile(r"^\(?(\d{1,3})[.)]\s?(?!\d)(.*)$")
_BULLET = re.compile("^(?:[-\u2013\u2014*](?: |$)|[•·▪◦●‣\uf0b7] ?)(.*)$")


class Style(StrEnum):
    LETTER = "letter"
    NUMBER = "number"
    BULLET = "bullet"


@dataclass(frozen=True)
class Mark:
    """A label or bullet at the start of a line, and the text after it."""

    style: Style
    letter: str
    number: int
    text: str


def mark_of(text: str) -> Mark | None:
    """A bare number is no mark: "1 (filler" goes on with the line above (form B-wrapped)."""
    if lettered := _lettered(text):
        return lettered
    if found := _NUMBER.match(text):
        return _lettered(found[2]) or Mark(Style.NUMBER, "", int(found[1]), found[2].strip())
    if found := _BULLET.match(text):
        return _lettered(found[1]) or Mark(Style.BULLET, "", 0, found[1].strip())
    return None


def _lettered(text: str) -> Mark | None:
    found = _LETTER.match(text)
    if found is None:
        return None
    label = found[1].upper().replace(" ", "")
    return Mark(Style.LETTER, label[0], int(label[1:]), found[2].strip())


def is_label_run(mark: Mark) -> bool:
    """Say whether another label of the same kind follows at once, as in "P1 P2 P3"."""
    inner = mark_of(mark.text)
    return inner is not None and inner.style is mark.style and mark.style is not Style.BULLET


def join_text(paragraphs: list[str]) -> str:
    """Keep a list's lines together and paragraphs apart."""
    parts: list[str] = []
    for paragraph in paragraphs:
        if parts:
            parts.append("\n" if mark_of(paragraph) else "\n\n")
        parts.append(paragraph)
    return "".join(parts)
