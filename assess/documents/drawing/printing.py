"""Draws a print in two passes: page numbers are known only when everything has been laid out."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus import Flowable

from assess.documents.drawing.book import Book

Progress = Callable[[int, int], None]
OpenBook = Callable[[BinaryIO, int], Book]
"""Makes the pages of a pass; the number of them all is 0 in the first, which only counts."""

_ALL, _HALF = 100, 50


def draw_twice(
    drawn: Path, open_book: OpenBook, compose: Callable[[], list[Flowable]], progress: Progress
) -> int:
    """Draw to a file and give the number of pages.

    Each pass has pieces of its own: reportlab leaves marks on those it has laid out.
    """
    with drawn.open("wb") as target:
        counting = open_book(target, 0)
        _build(counting, compose(), stage(progress, 0, _HALF))
        _build(open_book(target, counting.page), compose(), stage(progress, _HALF, _ALL))
    return int(counting.page)


def _build(book: Book, story: list[Flowable], progress: Progress) -> None:
    total, furthest = len(story), 0

    def hear(kind: str, value: int) -> None:
        # A piece that is split over pages leaves more to lay out than before.
        nonlocal furthest
        if kind == "PROGRESS" and value > furthest:
            furthest = value
            progress(value, total)

    book.setProgressCallBack(hear)
    book.build(story)


def stage(progress: Progress, start: int, end: int) -> Progress:
    """Give a progress that tells its part of the whole, of 100."""

    def hear(done: int, total: int) -> None:
        share = (end - start) * done // total if total else 0
        progress(min(start + share, end), _ALL)

    return hear


def tell_nobody(done: int, total: int) -> None:
    """Stand in for a progress that nobody asked for."""
