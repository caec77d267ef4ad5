"""The contents: every section with its page, each a link."""

from reportlab.platypus import Flowable, Table

from assess.documents.drawing import look
from assess.documents.drawing.flowables import PageNumber
from assess.documents.drawing.phrases import word
from assess.documents.drawing.press import bold
from assess.documents.drawing.setting import Entry, Setting

_NUMBER_WIDTH = 40.0


def contents(press: Setting) -> list[Flowable]:
    """Set the contents; every other section has been set before, so that all are known."""
    entries = list(press.entries)
    heading = press.heading(word("Contents"), 1, key="contents", level=0)
    table = Table(
        [_line(press, entry) for entry in entries],
        colWidths=[look.TEXT_WIDTH - _NUMBER_WIDTH, _NUMBER_WIDTH],
        style=[
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, look.RULE),
            *(
                ("LEFTPADDING", (0, row), (0, row), 14 * entry.level)
                for row, entry in enumerate(entries)
            ),
        ],
        hAlign="LEFT",
    )
    return [heading, table]


def _line(press: Setting, entry: Entry) -> list[Flowable]:
    style = look.CELL if entry.level else bold(look.CELL)
    return [press.link(entry.said, entry.key, style), PageNumber(entry.key, press.pages, style)]
