"""A PDF's words as lines of text: columns apart, lines that a margin broke joined again.

Nothing is guessed: a word that a line breaks at a hyphen loses it only where the document itself
writes the word in one piece elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assess.standards.rules.headings import is_lead_in, known_heading
from assess.standards.rules.lines import ends_sentence
from assess.standards.rules.marks import mark_of
from assess.standards.rules.pdf_columns import Placed, in_order
from assess.standards.rules.pdf_rows import read_pages
from assess.standards.rules.values import ReaderWarning

_SAME_SIZE = 0.8
_WIDE_GAP = 1.25
"""A gap wider than this, in usual ones, parts two paragraphs."""

_SPACE = 0.25
_SLACK = 3.0
_FULL = 0.6
_NO_EDGE = 1e9
_INDENT = 8.0
_DEEPEST = 12
_BROKEN = re.compile(r"[^\W\d_]-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")
_BULLETS = {"\uf0b7": "•", "\uf0a7": "•"}
"""What Word's own bullet letters come out as."""


@dataclass
class _Line:
    text: str
    first: Placed
    last: Placed
    page: int
    last_page: int
    after_blank: bool = False


def pdf_lines(content: Mapping[str, Any]) -> tuple[str, list[ReaderWarning]]:
    """Give the text of what open_pdf.py found, and what is doubtful in it by line."""
    pages = [in_order(page) for page in read_pages(content["pages"])]
    lines = _joined([(number, one) for number, page in enumerate(pages) for one in page])
    text: list[str] = []
    warnings: list[ReaderWarning] = []
    edges = _left_edges(lines)
    whole = _whole_words(pages)
    for line in lines:
        if line.after_blank:
            text.append("")
        said, doubtful = _unbroken(line.text, whole)
        further = line.first.segment.left - edges[line.page, line.first.column]
        indent = min(_DEEPEST, round(further / _INDENT))
        text.append(f"{' ' * indent}{said}")
        if doubtful:
            message = f"a line breaks after a hyphen: check “{doubtful}”"
            warnings.append(ReaderWarning("broken-word", len(text), message))
        if _UNREADABLE.search(said):
            message = "some letters could not be read from the PDF"
            warnings.append(ReaderWarning("unreadable-letters", len(text), message))
    return "\n".join(text), warnings


def _left_edges(lines: Iterable[_Line]) -> dict[tuple[int, str], float]:
    edges: dict[tuple[int, str], float] = {}
    for line in lines:
        place = (line.page, line.first.column)
        edges[place] = min(edges.get(place, line.first.segment.left), line.first.segment.left)
    return edges


def _joined(placed: Sequence[tuple[int, Placed]]) -> list[_Line]:
    usual = _usual_gap(placed)
    edges = _right_edges(placed)
    lines: list[_Line] = []
    for page, one in placed:
        if lines and _goes_on(lines[-1], one, page, usual, edges[one.column]):
            line = lines[-1]
            glue = "\0" if _BROKEN.search(line.text) else " "
            line.text += f"{glue}{_clean(one.segment.text)}"
            line.last, line.last_page = one, page
        else:
            after_blank = bool(lines) and _is_apart(lines[-1], one, page, usual)
            lines.append(_Line(_clean(one.segment.text), one, one, page, page, after_blank))
    return lines


def _clean(text: str) -> str:
    for letter, bullet in _BULLETS.items():
        text = text.replace(letter, bullet)
    return text


def _usual_gap(placed: Sequence[tuple[int, Placed]]) -> float:
    """Give the commonest distance between lines, in letter sizes."""
    gaps = sorted(
        (after.segment.y - before.segment.y) / after.segment.size
        for (page, before), (next_page, after) in pairwise(placed)
        if page == next_page and after.segment.y > before.segment.y + 1
    )
    return gaps[len(gaps) // 4] if gaps else 1.2


def _right_edges(placed: Sequence[tuple[int, Placed]]) -> dict[str, float]:
    """Give, by column, the edge at which its lines are broken.

    A column in which no line goes on in lower case below a full one has no such edge: its
    longest line is then only its longest line.
    """
    edges: dict[str, float] = defaultdict(float)
    for _, one in placed:
        edges[one.column] = max(edges[one.column], one.segment.right)
    breaking = {
        before.column
        for (_, before), (_, after) in pairwise(placed)
        if after.segment.text[0].islower() and _was_full(before, after, edges[before.column])
    }
    return {column: edge if column in breaking else _NO_EDGE for column, edge in edges.items()}


def _is_apart(line: _Line, one: Placed, page: int, usual: float) -> bool:
    if page != line.last_page or one.segment.y < line.last.segment.y:
        return False
    return one.segment.y - line.last.segment.y > _WIDE_GAP * usual * one.segment.size


def _goes_on(line: _Line, one: Placed, page: int, usual: float, edge: float) -> bool:
    """Say whether the line above broke off only because its column ended."""
    last, text = line.last, one.segment.text
    if _is_start(text) or known_heading(line.text) or is_lead_in(line.text):
        return False
    if last.column.rsplit("/", 1)[-1] == "side" or one.column.rsplit("/", 1)[-1] == "side":
        return False
    if abs(last.segment.size - one.segment.size) > _SAME_SIZE or not _is_below(line, one, page):
        return False
    if _is_apart(line, one, page, usual):
        return False
    return _was_full(last, one, edge) and (
        page == line.last_page or not ends_sentence(line.text) or not text[0].isupper()
    )


def _is_start(text: str) -> bool:
    """Say whether a line begins something: a label, a heading, a field with its value."""
    field = text.split(":", 1)[0]
    heading = known_heading(text) or known_heading(field)
    is_heading = heading is not None and not heading.misspelt and text[0].isupper()
    return mark_of(text) is not None or is_heading or is_lead_in(text)


def _is_below(line: _Line, one: Placed, page: int) -> bool:
    """The same column, at the words' own edge; the next column's or page's edge is its own."""
    if one.segment.y <= line.last.segment.y and page == line.last_page:
        return one.column != line.last.column
    if one.column != line.last.column and page == line.last_page:
        return False
    edges = (line.first.text_left, line.last.segment.left, line.first.segment.left)
    return any(abs(one.segment.left - edge) < _SLACK * 2 for edge in edges)


def _was_full(last: Placed, one: Placed, edge: float) -> bool:
    space = _SPACE * one.segment.size
    would_end = last.segment.right + space + one.segment.first_width
    own_edge = edge if one.column == last.column else last.segment.right
    is_wide = last.segment.right - last.segment.left > _FULL * (own_edge - last.segment.left)
    return is_wide and would_end > own_edge - _SLACK


def _whole_words(pages: Iterable[Iterable[Placed]]) -> set[str]:
    """Give the words that stand unbroken in a line, hyphenated ones as they are."""
    return {
        word.lower()
        for page in pages
        for one in page
        for word in _WORD.findall(one.segment.text.removesuffix("-"))
    }


def _unbroken(text: str, whole: set[str]) -> tuple[str, str]:
    """Join words broken at a hyphen; give the last one that the document does not settle."""
    doubtful = ""
    while "\0" in text:
        before, after = text.split("\0", 1)
        start = _WORD.findall(before)[-1]
        end = (_WORD.match(after) or [""])[0]
        if (start + end).lower() in whole and f"{start}-{end}".lower() not in whole:
            before = before.removesuffix("-")
        elif f"{start}-{end}".lower() not in whole:
            doubtful = f"{start}-{end}"
        text = before + after
    return text, doubtful
