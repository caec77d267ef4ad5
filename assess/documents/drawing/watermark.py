"""DRAFT across a page, drawn as strokes beneath the text.

Strokes are no letters to a program that reads the page, so they cannot come between
the letters of the text; the word itself stands, readable, at the head of the page.
"""

from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from assess.bilingual import Bilingual, Language
from assess.documents.drawing import look

DRAFT = Bilingual(en="DRAFT", cy="DRAFFT")

_ADVANCE = 0.98
_LONGEST = 560.0
_LONGEST_OF_TWO_SIDEWAYS = 440.0
_STROKES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "D": (((0, 1), (0, 0)),),
    "R": (((0, 0), (0, 1)), ((0.3, 0.45), (0.66, 0))),
    "A": (((0, 0), (0.35, 1), (0.7, 0)), ((0.12, 0.33), (0.58, 0.33))),
    "F": (((0, 0), (0, 1), (0.62, 1)), ((0, 0.52), (0.52, 0.52))),
    "T": (((-0.02, 1), (0.72, 1)), ((0.35, 1), (0.35, 0))),
}
_BOWLS = {
    "D": ((0, 1), (0.3, 1), (0.95, 1), (0.95, 0), (0.3, 0), (0, 0)),
    "R": ((0, 1), (0.35, 1), (0.82, 1), (0.82, 0.45), (0.35, 0.45), (0, 0.45)),
}


def draw_watermark(
    canvas: Canvas, languages: tuple[Language, ...], size: tuple[float, float]
) -> None:
    width, height = size
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(54 if height > width else 34)
    canvas.setStrokeColor(look.WATERMARK)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    crowded = width > height and len(languages) > 1
    longest = _LONGEST_OF_TWO_SIDEWAYS if crowded else _LONGEST
    for row, language in enumerate(languages):
        word = DRAFT.text_in(language) or ""
        letter = longest / _ADVANCE / len(word)
        middle = (len(languages) - 1) / 2 - row
        _draw_word(canvas, word, letter, middle * letter * 1.7 - letter / 2)
    canvas.restoreState()


def _draw_word(canvas: Canvas, word: str, size: float, base: float) -> None:
    canvas.setLineWidth(size * 0.15)
    start = -size * (_ADVANCE * len(word) - (_ADVANCE - 0.7)) / 2
    for place, letter in enumerate(word):
        left = start + place * size * _ADVANCE
        path = canvas.beginPath()
        for stroke in _STROKES[letter]:
            _trace(path, stroke, left, base, size)
        if letter in _BOWLS:
            _round(path, _BOWLS[letter], left, base, size)
        canvas.drawPath(path, stroke=1, fill=0)


def _trace(
    path: PDFPathObject,
    stroke: tuple[tuple[float, float], ...],
    left: float,
    base: float,
    size: float,
) -> None:
    path.moveTo(left + stroke[0][0] * size, base + stroke[0][1] * size)
    for _, (x, y) in pairwise(stroke):
        path.lineTo(left + x * size, base + y * size)


def _round(
    path: PDFPathObject,
    bowl: tuple[tuple[float, float], ...],
    left: float,
    base: float,
    size: float,
) -> None:
    points = [(left + x * size, base + y * size) for x, y in bowl]
    path.moveTo(*points[0])
    path.lineTo(*points[1])
    path.curveTo(*points[2], *points[3], *points[4])
    path.lineTo(*points[5])
