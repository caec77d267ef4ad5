"""The evidence index: one line a piece, each leading to the piece itself."""

from reportlab.platypus import Flowable, Table, TableStyle

from assess.documents.drawing import look
from assess.documents.drawing.flowables import PageNumber
from assess.documents.drawing.phrases import word
from assess.documents.drawing.press import Press
from assess.documents.drawing.words import KINDS
from assess.documents.pages import PrintedEvidence, PrintedPortfolio

_WIDTHS = (32.0, 150.0, 88.0, 66.0)
_PAGE = 28.0


def criteria_of(portfolio: PrintedPortfolio, number: int) -> str:
    """Name the criteria a piece is mapped to, unit by unit."""
    named = []
    for unit in portfolio.units:
        labels = [
            criterion.label
            for criterion in unit.criteria
            if any(each.evidence_number == number for each in criterion.mappings)
        ]
        if labels:
            named.append(f"{unit.urn}: {', '.join(labels)}")
    return "; ".join(named)


def evidence_index(press: Press) -> list[Flowable]:
    heading = press.heading(word("Evidence index"), 1, key="index", level=0, listed=True)
    if not press.portfolio.evidence:
        return [heading, press.words(word("There is no evidence yet."))]
    titles = (word("Title"), word("Kind"), word("Made on"), word("Criteria"))
    rows: list[list[Flowable | list[Flowable] | str]] = [
        ["", *(press.words(title, look.LABEL) for title in titles), ""],
        *(_line(press, piece) for piece in press.portfolio.evidence),
    ]
    last = look.TEXT_WIDTH - sum(_WIDTHS) - _PAGE
    table = Table(
        rows,
        colWidths=[*_WIDTHS, last, _PAGE],
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        style=TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, 0), 1, look.TEAL),
                ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ],
            parent=look.LIGHT_ROWS,
        ),
    )
    return [heading, table]


def _line(press: Press, piece: PrintedEvidence) -> list[Flowable | list[Flowable] | str]:
    key = f"e{piece.number}"
    made_on = "—" if piece.made_on is None else press.voice.short_day(piece.made_on)
    mapped = criteria_of(press.portfolio, piece.number)
    return [
        press.link(f"E{piece.number}", key, look.INDEX),
        press.authored(piece.title, look.INDEX),
        press.words(KINDS[piece.kind], look.INDEX),
        press.words(made_on, look.INDEX),
        press.words(mapped or word("No criterion"), look.INDEX),
        PageNumber(key, press.pages, look.INDEX),
    ]
