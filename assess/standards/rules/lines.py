"""A document cut into lines, each with its place in what was given."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|\r|\n")
_TAB_WIDTH = 8
_WIDEST_WRAP = 120
_FEWEST_WRAPS = 2


@dataclass(frozen=True)
class Line:
    """One line that is not blank, its whitespace folded.

    `level` is the heading's level where the document says so (HTML), else 0; `run_on` marks a
    piece of a line into which an extraction has run a whole page.
    """

    number: int
    text: str
    indent: int = 0
    after_blank: bool = False
    level: int = 0
    run_on: bool = False


def fold_whitespace(text: str) -> str:
    """Fold whitespace, and NUL and its kin, which no document means, to single spaces.

    A lone surrogate, which could not be stored, becomes the replacement character.
    """
    return " ".join(_SURROGATES.sub("\ufffd", _CONTROLS.sub(" ", text)).split())


def split_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    after_blank = False
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        folded = fold_whitespace(raw)
        if folded:
            lines.append(Line(number, folded, _indent_of(raw), after_blank))
        after_blank = not folded
    return lines


def _indent_of(raw: str) -> int:
    expanded = raw.lstrip("\ufeff").expandtabs(_TAB_WIDTH)
    return len(expanded) - len(expanded.lstrip())


def wrap_width(lines: Sequence[Line]) -> int | None:
    """Give the width at which a document was broken (form B-wrapped), None where it was not.

    The first line is left out: a title stays whole where the rest is broken.
    """
    body = [line for line in lines[1:] if not line.run_on]
    width = max((len(line.text) for line in body), default=0)
    if width > _WIDEST_WRAP:
        return None
    wraps = sum(
        1
        for before, line in pairwise(body)
        if not line.after_blank and not ends_sentence(before.text) and _starts_low(line.text)
    )
    return width if wraps >= _FEWEST_WRAPS else None


def _starts_low(text: str) -> bool:
    return text[0].islower() or text[0].isdigit()


def ends_sentence(text: str) -> bool:
    return text.rstrip("\"'\u201d\u2019)").endswith((".", "!", "?", ":", ";"))


def is_continued(before: str, text: str, width: int | None) -> bool:
    """Say whether a line goes on with the one above, no blank line being between them."""
    if ends_sentence(before):
        return False
    if text[0].islower():
        return True
    return width is not None and len(before) + 1 + len(text.split(" ", 1)[0]) > width


def join_paragraphs(lines: Iterable[Line], width: int | None) -> list[str]:
    paragraphs: list[list[str]] = []
    for line in lines:
        goes_on = (
            bool(paragraphs)
            and not line.after_blank
            and not line.level
            and is_continued(paragraphs[-1][-1], line.text, width)
        )
        if goes_on:
            paragraphs[-1].append(line.text)
        else:
            paragraphs.append([line.text])
    return [" ".join(parts) for parts in paragraphs]
