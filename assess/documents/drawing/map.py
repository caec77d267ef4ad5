"""The map of a cohort on A3: practitioners by criteria, the heads and the legend on every page.

Thousands of cells are drawn straight onto the page; laid out as a table they would take seconds.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A3, landscape
from reportlab.pdfgen.canvas import Canvas

from assess.documents.drawing import look
from assess.documents.drawing.book import shortened
from assess.documents.drawing.fonts import BOLD, FOLDER, REGULAR, load_fonts, printable

if TYPE_CHECKING:
    from assess.overview.pages.map_sheet import MapSheet, SheetRow

WIDTH, HEIGHT = landscape(A3)
SIDE, TOP, BOTTOM = 36.0, 92.0, 40.0
NAMES, CELL, ROW = 196.0, 12.2, 15.0
HEAD = 30.0
SMALLEST = 3.0
"""A label is set no smaller than this, however long."""

MOST_COLUMNS = int((WIDTH - 2 * SIDE - NAMES) / CELL)
MOST_ROWS = int((HEIGHT - TOP - BOTTOM - HEAD) / ROW)

INKS: tuple[tuple[Color, Color], ...] = (
    (look.QUIET, white),
    (HexColor("#694500"), HexColor("#fdf4de")),
    (HexColor("#17406d"), HexColor("#e0ebf6")),
    (HexColor("#82210f"), HexColor("#fcebe6")),
    (HexColor("#0b5a40"), HexColor("#cfe9de")),
    (white, look.TEAL),
)
"""Of each state of the legend: its sign's colour and its ground."""


@dataclass(frozen=True)
class _Block:
    """Some columns of one standard, beside each other on a page."""

    standard: int
    first: int
    labels: tuple[str, ...]


def draw_map(sheet: "MapSheet") -> bytes:
    """Draw the whole map; the same bytes each time."""
    load_fonts(FOLDER)
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(WIDTH, HEIGHT), invariant=1, lang=sheet.language)
    canvas.setTitle(sheet.title)
    canvas.setAuthor("Assess")
    pages = [
        (blocks, sheet.rows[start : start + MOST_ROWS])
        for start in range(0, max(len(sheet.rows), 1), MOST_ROWS)
        for blocks in _spreads(sheet)
    ]
    for number, (blocks, rows) in enumerate(pages, start=1):
        _frame(canvas, sheet, number, len(pages))
        _heads(canvas, sheet, blocks)
        for place, row in enumerate(rows):
            _row(canvas, sheet, blocks, row, HEIGHT - TOP - HEAD - (place + 1) * ROW)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _spreads(sheet: "MapSheet") -> Iterator[list[_Block]]:
    """Cut the columns into as many pages as their number takes, standard after standard."""
    blocks: list[_Block] = []
    room = MOST_COLUMNS
    for number, (_urn, labels) in enumerate(sheet.standards):
        first = 0
        while first < len(labels):
            if not room:
                yield blocks
                blocks, room = [], MOST_COLUMNS
            taken = labels[first : first + room]
            blocks.append(_Block(number, first, taken))
            first, room = first + len(taken), room - len(taken)
    yield blocks


def _frame(canvas: Canvas, sheet: "MapSheet", number: int, of: int) -> None:
    canvas.setFont(BOLD, 16)
    canvas.setFillColor(look.TEAL)
    canvas.drawString(SIDE, HEIGHT - 46, sheet.title)
    canvas.setFont(REGULAR, 9)
    canvas.setFillColor(look.QUIET)
    subtitle = shortened(printable(sheet.subtitle), REGULAR, 9, WIDTH - 2 * SIDE)
    canvas.drawString(SIDE, HEIGHT - 60, subtitle)
    at = SIDE
    for item in sheet.legend:
        _cell(canvas, item.place, item.sign, at, HEIGHT - 83, 12, 12)
        canvas.setFont(REGULAR, 9)
        canvas.setFillColor(look.INK)
        canvas.drawString(at + 17, HEIGHT - 80, item.name)
        at += 17 + canvas.stringWidth(item.name, REGULAR, 9) + 18
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(look.QUIET)
    canvas.drawRightString(WIDTH - SIDE, 22, sheet.page.format(page=number, pages=of))


def _heads(canvas: Canvas, sheet: "MapSheet", blocks: Sequence[_Block]) -> None:
    base = HEIGHT - TOP - HEAD
    canvas.setFont(BOLD, 8)
    canvas.setFillColor(look.INK)
    canvas.drawString(SIDE, base + 4, sheet.head)
    at = SIDE + NAMES
    for block in blocks:
        canvas.setFont(BOLD, 8)
        canvas.setFillColor(look.TEAL)
        urn = shortened(sheet.standards[block.standard][0], BOLD, 8, CELL * len(block.labels))
        canvas.drawString(at + 1, base + 18, urn)
        canvas.setFillColor(look.INK)
        for label in block.labels:
            size = 6.0
            while canvas.stringWidth(label, BOLD, size) > CELL - 0.6 and size > SMALLEST:
                size -= 0.5
            canvas.setFont(BOLD, size)
            canvas.drawCentredString(at + CELL / 2, base + 4, label)
            at += CELL
    canvas.setStrokeColor(look.TEAL)
    canvas.setLineWidth(1)
    canvas.line(SIDE, base, at, base)


def _row(
    canvas: Canvas, sheet: "MapSheet", blocks: Sequence[_Block], row: "SheetRow", base: float
) -> None:
    canvas.setFillColor(look.INK)
    canvas.setFont(BOLD, 7.5)
    name = shortened(printable(row.name), BOLD, 7.5, NAMES - 10)
    canvas.drawString(SIDE, base + 7.6, name)
    canvas.setFillColor(look.QUIET)
    canvas.setFont(REGULAR, 5.8)
    detail = shortened(f"{row.sign} {row.detail}", REGULAR, 5.8, NAMES - 10)
    canvas.drawString(SIDE, base + 1.6, detail)
    at = SIDE + NAMES
    for block in blocks:
        cells = row.units[block.standard]
        width = CELL * len(block.labels)
        if cells is None:
            canvas.setFillColor(look.QUIET)
            canvas.setFont(REGULAR, 6)
            words = shortened(sheet.not_enrolled, REGULAR, 6, width)
            canvas.drawString(at + 2, base + 5, words)
        else:
            for place, state in enumerate(cells[block.first : block.first + len(block.labels)]):
                sign = sheet.legend[state].sign
                _cell(canvas, state, sign, at + place * CELL, base, CELL, ROW)
        at += width
    canvas.setStrokeColor(look.RULE)
    canvas.setLineWidth(0.4)
    canvas.line(SIDE, base, at, base)


def _cell(
    canvas: Canvas, state: int, sign: str, x: float, y: float, width: float, height: float
) -> None:
    ink, ground = INKS[state]
    if state:
        canvas.setFillColor(ground)
        canvas.rect(x + 0.4, y + 0.4, width - 0.8, height - 0.8, stroke=0, fill=1)
    canvas.setFillColor(ink)
    canvas.setFont(BOLD, 8)
    canvas.drawCentredString(x + width / 2, y + height / 2 - 2.8, sign)
