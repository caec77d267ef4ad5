"""The rows of a page in reading order: columns one after the other, side headings before them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assess.standards.rules.marks import mark_of
from assess.standards.rules.pdf_rows import Page, Row, Segment

_BARE_NUMBER = re.compile(r"^\d{1,2}$")
_FEWEST_ROWS = 4
_FEWEST_SIDE_ROWS = 2
_PROSE = 0.25
"""A column with a quarter of its lines wider than this, of the page's text, holds prose."""

_SLACK = 2.0
_NEXT_LINE = 1.8
"""Lines of a side heading are no further apart than this, in letter sizes."""


@dataclass(frozen=True)
class Placed:
    """A line in its column; `column` is the same for the lines that stand under each other."""

    segment: Segment
    text_left: float
    """Where the words begin after a label, which is where their next line begins."""

    column: str


def in_order(page: Page) -> list[Placed]:
    segments = [segment for row in page.rows for segment in row.segments]
    if not segments:
        return []
    width = max(one.right for one in segments) - min(one.left for one in segments)
    return list(_flow(page.rows, width, "page"))


def _flow(rows: Sequence[Row], width: float, name: str) -> Iterator[Placed]:
    gutter = _gutter(rows, width)
    if gutter is None:
        for row in rows:
            yield from _across(row, name)
        return
    at, is_prose = gutter
    for band, crosses in _bands(rows, at):
        if crosses:
            for row in band:
                yield from _across(row, name)
            continue
        left = [part for row in band if (part := _side(row, at, is_left=True))]
        right = [part for row in band if (part := _side(row, at, is_left=False))]
        if is_prose:
            yield from _flow(left, width, f"{name}/left")
            yield from _flow(right, width, f"{name}/right")
        else:
            yield from _beside(left, list(_flow(right, width, f"{name}/text")), name)


def _across(row: Row, name: str) -> Iterator[Placed]:
    """Give a row's segments as lines; a label or bullet belongs to what stands beside it."""
    waiting: Segment | None = None
    for segment in row.segments:
        if waiting is not None:
            label = f"{waiting.text}." if waiting.text.isdigit() else waiting.text
            joined = replace(segment, text=f"{label} {segment.text}", left=waiting.left)
            yield Placed(joined, segment.left, name)
            waiting = None
        elif _is_bare_mark(segment) and segment is not row.segments[-1]:
            waiting = segment
        else:
            yield Placed(segment, _after_mark(segment), name)


def _is_bare_mark(segment: Segment) -> bool:
    """A label that stands apart from its words; a number alone is one, too, at that place."""
    if _BARE_NUMBER.match(segment.text):
        return True
    mark = mark_of(segment.text)
    return mark is not None and not mark.text


def _after_mark(segment: Segment) -> float:
    mark = mark_of(segment.text)
    return segment.second_left if mark is not None and mark.text else segment.left


def _gutter(rows: Sequence[Row], width: float) -> tuple[float, bool] | None:
    """Find the white strip with most lines beside each other, and whether prose is left of it."""
    best: tuple[int, float, bool] | None = None
    for at in _candidates(rows):
        beside, widths = 0, list[float]()
        for band, crosses in _bands(rows, at):
            if not crosses:
                left, right = _overlapping(band, at)
                beside += min(len(left), len(right))
                widths += [one.right - one.left for one in left]
        is_prose = _upper(widths) > _PROSE * width
        enough = beside >= (_FEWEST_ROWS if is_prose else _FEWEST_SIDE_ROWS)
        if enough and (best is None or beside > best[0]):
            best = (beside, at, is_prose)
    return best[1:] if best else None


def _overlapping(rows: Iterable[Row], at: float) -> tuple[list[Segment], list[Segment]]:
    """Give the lines on both sides where both sides have some. Labels are no column."""
    segments = [one for row in rows for one in row.segments]
    left = [one for one in segments if one.left < at and not _is_bare_mark(one)]
    right = [one for one in segments if one.left >= at]
    if not left or not right:
        return [], []
    top = max(left[0].y, right[0].y) - _SLACK
    foot = min(left[-1].y, right[-1].y) + _SLACK
    return (
        [one for one in left if top - one.size < one.y < foot + one.size],
        [one for one in right if top - one.size < one.y < foot + one.size],
    )


def _candidates(rows: Iterable[Row]) -> list[float]:
    """Give the places just before each segment that has another to its left."""
    return sorted({round(one.left - _SLACK) for row in rows for one in row.segments[1:]})


def _upper(values: Sequence[float]) -> float:
    """Give the value that three quarters do not exceed."""
    return sorted(values)[len(values) * 3 // 4] if values else 0.0


def _side(row: Row, at: float, *, is_left: bool) -> Row | None:
    """Give the part of a row on one side of the strip; None where it crosses or there is none."""
    if _crosses(row, at):
        return None
    part = tuple(one for one in row.segments if (one.left < at) == is_left)
    return Row(part) if part else None


def _crosses(row: Row, at: float) -> bool:
    return any(one.left < at < one.right for one in row.segments)


def _bands(rows: Sequence[Row], at: float) -> Iterator[tuple[list[Row], bool]]:
    """Cut the page where a row goes across both columns, as a title does."""
    band: list[Row] = []
    crossing = False
    for row in rows:
        if band and _crosses(row, at) != crossing:
            yield band, crossing
            band = []
        crossing = _crosses(row, at)
        band.append(row)
    if band:
        yield band, crossing


def _beside(left: Sequence[Row], right: list[Placed], name: str) -> Iterator[Placed]:
    """Put each side heading, its lines joined, before the text that begins beside it."""
    for heading in _headings(left):
        while right and right[0].segment.y < heading.y - _SLACK:
            yield right.pop(0)
        yield Placed(heading, heading.left, f"{name}/side")
    yield from right


def _headings(rows: Sequence[Row]) -> Iterator[Segment]:
    heading: Segment | None = None
    last = 0.0
    for row in rows:
        segment = replace(row.segments[0], text=row.text, right=row.segments[-1].right)
        if heading is not None and segment.y - last < _NEXT_LINE * segment.size:
            heading = replace(heading, text=f"{heading.text} {segment.text}")
        else:
            if heading is not None:
                yield heading
            heading = segment
        last = segment.y
    if heading is not None:
        yield heading
