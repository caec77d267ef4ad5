"""A short paper on A4, as somebody's office would make one: for the demonstration's evidence."""

import io
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.lib.colors import white
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from assess.documents.drawing import look
from assess.documents.drawing.fonts import BOLD, FOLDER, load_fonts, printable

_HEADS = (0, 0), (-1, 0)
_TABLE = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", *_HEADS, look.TEAL),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [white, look.WASH]),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, look.RULE),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
)
_HEAD = look.LABEL.clone("leaflet-head", fontSize=8.5, textColor=white, fontName=BOLD)
_TEXT = look.BODY.clone("leaflet-text", fontSize=11, leading=17, spaceAfter=8)
_CELL = look.CELL.clone("leaflet-cell", fontSize=10, leading=14)


@dataclass(frozen=True)
class LeafletTable:
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    """Shares of the page's width."""


@dataclass(frozen=True)
class LeafletPage:
    heading: str
    paragraphs: tuple[str, ...]
    table: LeafletTable | None = None


@dataclass(frozen=True)
class Leaflet:
    title: str
    maker: str
    language: str
    pages: tuple[LeafletPage, ...]


class PageTooFullError(ValueError):
    """A page ran over: what is said to stand on page 2 would stand on page 3."""


def draw_leaflet(leaflet: Leaflet) -> bytes:
    """Draw the paper, each of its pages on one sheet; the same bytes each time."""
    load_fonts(FOLDER)
    made = io.BytesIO()
    paper = SimpleDocTemplate(
        made,
        title=leaflet.title,
        author=leaflet.maker,
        lang=leaflet.language,
        leftMargin=look.SIDE,
        rightMargin=look.SIDE,
        topMargin=look.TOP,
        bottomMargin=look.BOTTOM,
        invariant=1,
    )
    pieces: list[Flowable] = []
    for number, page in enumerate(leaflet.pages):
        pieces += [PageBreak()] if number else [_line(leaflet.title, look.HEADINGS[0])]
        pieces += _page(page)

    def foot(canvas: Canvas, _: SimpleDocTemplate) -> None:
        canvas.setFont(look.SMALL.fontName, look.SMALL.fontSize)
        canvas.setFillColor(look.QUIET)
        canvas.drawString(look.SIDE, look.BOTTOM / 2, printable(leaflet.maker))
        page = f"{canvas.getPageNumber()} / {len(leaflet.pages)}"
        canvas.drawRightString(look.PAGE_WIDTH - look.SIDE, look.BOTTOM / 2, page)

    paper.build(pieces, onFirstPage=foot, onLaterPages=foot)
    if paper.page != len(leaflet.pages):
        raise PageTooFullError(leaflet.title)
    return made.getvalue()


def _page(page: LeafletPage) -> list[Flowable]:
    return [
        _line(page.heading, look.HEADINGS[1]),
        *(_line(one, _TEXT) for one in page.paragraphs),
        *([_table(page.table)] if page.table else []),
    ]


def _table(table: LeafletTable) -> Flowable:
    heads = [_line(head, _HEAD) for head in table.heads]
    rows = [[_line(cell, _CELL) for cell in row] for row in table.rows]
    whole = sum(table.widths)
    widths = [look.TEXT_WIDTH * width / whole for width in table.widths]
    return Table([heads, *rows], colWidths=widths, style=_TABLE, spaceBefore=8, repeatRows=1)


def _line(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(printable(text, style.fontName)), style)
