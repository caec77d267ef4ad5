"""Colours, type and page of a print: one accent, a short scale, room to breathe."""

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import TableStyle

from assess.documents.drawing.fonts import BOLD, REGULAR, SLANTED

TEAL = HexColor("#0b5c5a")
INK = HexColor("#1c2b2b")
QUIET = HexColor("#566464")
RULE = HexColor("#cfdada")
WASH = HexColor("#eef5f4")
WATERMARK = HexColor("#e9efee")

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE = 62.0
TOP = 74.0
BOTTOM = 70.0
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE
LANDSCAPE_SIDE = 48.0
LANDSCAPE_TOP = 58.0
LANDSCAPE_BOTTOM = 58.0
LANDSCAPE_WIDTH = PAGE_HEIGHT - 2 * LANDSCAPE_SIDE


def _style(
    name: str,
    size: float,
    leading: float,
    *,
    face: str = REGULAR,
    colour: Color = INK,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=face,
        fontSize=size,
        leading=leading,
        textColor=colour,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        splitLongWords=1,
        allowWidows=0,
    )


BODY = _style("body", 9.5, 14, after=5)
CELL = _style("cell", 9, 12.5)
LABEL = _style("label", 8, 12.5, colour=QUIET)
SMALL = _style("small", 8, 11.5, colour=QUIET, after=3)
CODE = _style("code", 7.4, 10.5, colour=QUIET)
MARKED = _style("marked", 8, 11.5, face=SLANTED, colour=TEAL, after=3)
NOTE = _style("note", 8.5, 12)
TINY = _style("tiny", 6.6, 8)
TINY_BOLD = _style("tiny-bold", 6.6, 8, face=BOLD)
TINY_CENTRED = ParagraphStyle("tiny-centred", parent=TINY, alignment=TA_CENTER)
TINY_MARK = ParagraphStyle("tiny-mark", parent=TINY_CENTRED, textColor=TEAL)
COVER_TITLE = _style("cover-title", 25, 33, face=BOLD, after=6)
COVER_SECOND = _style("cover-second", 25, 33, face=BOLD, colour=TEAL, after=6)
COVER_LINE = _style("cover-line", 11, 16, colour=QUIET, after=4)
CRITERION = _style("criterion", 10.5, 15.5, after=4)
BOLD_BODY = _style("bold-body", 9.5, 14, face=BOLD, after=2)

HEADINGS = (
    _style("h1", 20, 26, face=BOLD, colour=TEAL, after=12),
    _style("h2", 14, 19, face=BOLD, before=16, after=8),
    _style("h3", 11, 15, face=BOLD, before=14, after=4),
    _style("h4", 8.5, 12, face=BOLD, colour=TEAL, before=8, after=3),
)
for _heading in HEADINGS:
    _heading.keepWithNext = 1

BOLD_BODY.keepWithNext = 1
NOTE_LABEL = ParagraphStyle("note-label", parent=NOTE, fontName=BOLD)
LIGHT_ROWS = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
    ]
)
INDEX = _style("index", 8, 11)
HASH_LABEL = _style("hash-label", 7.4, 10.5, colour=QUIET, before=2)
HASH_LABEL.keepWithNext = 1
CAPTION = _style("caption", 8.5, 12, colour=QUIET, before=4, after=6)
