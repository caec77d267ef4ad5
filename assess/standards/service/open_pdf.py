"""Opens one PDF that a stranger made: its words, each with its place on its page.

Run as `python -I open_pdf.py PATH` by assess/child.py. How the words make lines is worked out
in rules/pdf_lines.py.
"""

import json
import sys
from collections.abc import Iterator
from ctypes import byref, c_double
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped] # has no types
from pypdfium2 import raw

from assess.child import limit_this_process

MOST_PAGES = 200
MOST_LETTERS = 1_000_000
HYPHENS = {2: "-", 0xAD: "-"}
"""What the library gives for a hyphen at which a line breaks."""

FURTHEST_JUMP = 0.7
"""A letter further away than this, in letter sizes, begins another word."""


def words_of(page: pdfium.PdfPage) -> Iterator[list[Any]]:
    """Give the words of a page in the order that they were set in: text, left, right, y, size."""
    text = page.get_textpage()
    word: list[Any] | None = None
    for index in range(min(text.count_chars(), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text, index)
        letter = HYPHENS.get(code) or chr(code)
        if letter.isspace() or raw.FPDFText_IsGenerated(text, index) == 1 or not code:
            if word:
                yield word
            word = None
            continue
        left, right, y, size = place_of(text, index)
        if word and not goes_on(word, left, y):
            yield word
            word = None
        if word is None:
            word = [letter, left, right, y, size]
        else:
            word[0] += letter
            word[2] = max(right, word[2])
    if word:
        yield word


def place_of(text: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Give left, right, baseline and height: a font's own size may be scaled on the page."""
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, byref(box))
    return min(x.value, box.left), box.right, y.value, max(box.top - box.bottom, 1.0)


def goes_on(word: list[Any], left: float, y: float) -> bool:
    near = FURTHEST_JUMP * word[4]
    return bool(abs(y - word[3]) < near and -near < left - word[2] < near)


def read_pages(document: pdfium.PdfDocument) -> list[dict[str, Any]]:
    if len(document) > MOST_PAGES:
        raise ValueError("more pages than any standard has")
    pages = []
    for page in document:
        width, height = page.get_size()
        pages.append({"width": width, "height": height, "words": list(words_of(page))})
    return pages


def main(path: str) -> None:
    limit_this_process()
    try:
        document = pdfium.PdfDocument(path)
        answer: dict[str, Any] = {"pages": read_pages(document)}
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) != raw.FPDF_ERR_PASSWORD:
            raise
        answer = {"locked": True}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
