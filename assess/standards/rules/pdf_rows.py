"""The words of a PDF's pages gathered into rows, without what its margins repeat."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assess.standards.rules.headings import known_heading
from assess.standards.rules.marks import mark_of
from assess.standards.rules.urns import URN_PATTERN

_SAME_ROW = 0.35
"""Words whose baselines are nearer than this, in their sizes, stand in one row."""

_GAP = 1.1
"""A gap wider than this, in letter sizes, parts two segments of a row."""

_MARGIN = 0.12
_FOOT = 0.08
_FEWEST_PAGES = 2
_STRAYING = 4
_DIGITS = re.compile(r"\d+")
_HAS_URN = re.compile(rf"(?<!\S){URN_PATTERN}(?!\S)")
_PAGE_NUMBER = re.compile(
    r"^(?:(?:page|tudalen) )?\d{1,3}(?: ?(?:/|of|o) ?\d{1,3})?$|^- ?\d{1,3} ?-$", re.IGNORECASE
)


@dataclass(frozen=True)
class Segment:
    """Words that stand together in a row. `y` is counted down from the top of the page."""

    text: str
    left: float
    right: float
    y: float
    size: float
    first_width: float
    """How wide its first word is: what would not have fitted into the line above."""

    second_left: float
    """Where its second word begins: after a label, the words of the criterion."""


@dataclass(frozen=True)
class Row:
    segments: tuple[Segment, ...]

    @property
    def y(self) -> float:
        return self.segments[0].y

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class Page:
    height: float
    rows: tuple[Row, ...]


def read_pages(pages: Iterable[Mapping[str, Any]]) -> list[Page]:
    """Give each page's rows from the top, headers, footers and page numbers taken away."""
    return _without_repeated([_page(page) for page in pages])


def _page(page: Mapping[str, Any]) -> Page:
    height = float(page["height"])
    words = [
        Segment(text, left, right, height - y, size, right - left, left)
        for text, left, right, y, size in page["words"]
    ]
    return Page(height, tuple(Row(tuple(_segments(row))) for row in _rows(words)))


def _rows(words: Iterable[Segment]) -> Iterator[list[Segment]]:
    row: list[Segment] = []
    for word in sorted(words, key=lambda word: (word.y, word.left)):
        if row and word.y - row[0].y > _SAME_ROW * max(word.size, row[0].size):
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _segments(row: Sequence[Segment]) -> Iterator[Segment]:
    start = 0
    for place, (before, word) in enumerate(pairwise(row), start=1):
        if word.left - before.right > _GAP * min(before.size, word.size):
            yield _together(row[start:place])
            start = place
    yield _together(row[start:])


def _together(words: Sequence[Segment]) -> Segment:
    return Segment(
        text=" ".join(word.text for word in words),
        left=words[0].left,
        right=max(word.right for word in words),
        y=words[0].y,
        size=max(word.size for word in words),
        first_width=words[0].first_width,
        second_left=words[1].left if len(words) > 1 else words[0].left,
    )


def _without_repeated(pages: list[Page]) -> list[Page]:
    """Take away what stands at the same place at the edge of several pages.

    A heading or a line with the standard's URN stays where it is first printed: it may be
    printed nowhere else. A criterion is never taken for a header.
    """
    places: dict[str, list[tuple[int, float]]] = {}
    for number, page in enumerate(pages):
        for row in _at_edges(page):
            places.setdefault(_key(row), []).append((number, row.y))
    seen: set[str] = set()
    return [
        Page(page.height, tuple(row for row in page.rows if _stays(row, page, places, seen)))
        for page in pages
    ]


def _key(row: Row) -> str:
    return _DIGITS.sub("#", row.text)


def _at_edges(page: Page) -> Iterator[Row]:
    for row in page.rows:
        edge = row.y < _MARGIN * page.height or row.y > (1 - _MARGIN) * page.height
        if edge and mark_of(row.text) is None:
            yield row


def _stays(
    row: Row, page: Page, places: Mapping[str, list[tuple[int, float]]], seen: set[str]
) -> bool:
    if row not in tuple(_at_edges(page)):
        return True
    at_foot = row.y > (1 - _FOOT) * page.height
    if _PAGE_NUMBER.match(row.text) or (at_foot and _PAGE_NUMBER.match(row.segments[-1].text)):
        return False
    key = _key(row)
    at = {number for number, y in places[key] if abs(y - row.y) < _STRAYING}
    if len(at) < _FEWEST_PAGES:
        return True
    is_first = key not in seen
    seen.add(key)
    is_top = row.y < page.height / 2
    return is_first and is_top and bool(_HAS_URN.search(row.text) or known_heading(row.text))
