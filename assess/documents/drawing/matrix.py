"""Criteria against evidence: which piece shows which criterion.

With much evidence the columns are cut into groups, each a table of its own with every
criterion again, so that a row can always be read to its end.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.platypus import CondPageBreak, Flowable, Table

from assess.documents.drawing import look
from assess.documents.drawing.book import shortened
from assess.documents.drawing.criteria import criterion_key
from assess.documents.drawing.flowables import Spoken
from assess.documents.drawing.fonts import REGULAR, printable
from assess.documents.drawing.phrases import joined, word
from assess.documents.drawing.press import WORKING_TRANSLATION, Press
from assess.documents.drawing.voice import PDF_LANGUAGES, written
from assess.documents.drawing.words import PARTS, STATES
from assess.documents.pages import PrintedCriterion, PrintedUnit

_LABEL, _STATE, _COLUMN = 26.0, 72.0, 22.6
_LEAST_TEXT = 140.0
_LEAST_HEIGHT = 240.0
_MARK = "●"
_TRANSLATED = "*"


@dataclass(frozen=True)
class Plan:
    """How a matrix is laid out: its width and the numbers of each group of columns."""

    width: float
    groups: tuple[tuple[int, ...], ...]

    @property
    def is_sideways(self) -> bool:
        return self.width > look.TEXT_WIDTH


def plan_matrix(unit: PrintedUnit) -> Plan:
    numbers = sorted(
        {each.evidence_number for criterion in unit.criteria for each in criterion.mappings}
    )
    upright = _room(look.TEXT_WIDTH)
    width = look.TEXT_WIDTH if len(numbers) <= upright else look.LANDSCAPE_WIDTH
    return Plan(width, tuple(_evenly(numbers, _room(width))))


def _room(width: float) -> int:
    return int((width - _LABEL - _STATE - _LEAST_TEXT) / _COLUMN)


def _evenly(numbers: list[int], most: int) -> Iterator[tuple[int, ...]]:
    """Cut into as few groups as fit, about as wide as each other."""
    groups = -(-len(numbers) // most)
    size = -(-len(numbers) // groups) if groups else 0
    for start in range(0, len(numbers), size or 1):
        yield tuple(numbers[start : start + size])


def matrix(press: Press, unit: PrintedUnit, key: str, plan: Plan) -> list[Flowable]:
    pieces: list[Flowable] = [
        press.heading(word("Criteria and evidence"), 2, key=f"{key}-matrix", level=1, listed=True)
    ]
    if not plan.groups:
        pieces.append(press.words(word("No evidence is mapped to a criterion yet.")))
    else:
        explained = joined(
            _MARK, word("A piece of evidence is mapped to the criterion"), between=" "
        )
        pieces.append(press.words(explained, look.SMALL))
        spoken = set(press.voice.languages)
        if any(spoken & each.text.working_translations for each in unit.criteria):
            translated = joined(_TRANSLATED, WORKING_TRANSLATION, between=" ")
            pieces.append(press.words(translated, look.SMALL))
    for group in plan.groups or ((),):
        pieces += [CondPageBreak(_LEAST_HEIGHT), _table(press, unit, key, plan, group)]
    return pieces


def _table(
    press: Press, unit: PrintedUnit, key: str, plan: Plan, numbers: tuple[int, ...]
) -> Table:
    text_width = plan.width - _LABEL - _STATE - _COLUMN * len(numbers)
    rows: list[list[Flowable | list[Flowable] | str]] = [
        [
            "",
            press.words(word("Criterion"), look.TINY_BOLD),
            press.words(word("Status"), look.TINY_BOLD),
            *(press.evidence_link(number, look.TINY_CENTRED) for number in numbers),
        ]
    ]
    bands: list[int] = []
    part = None
    for place, criterion in enumerate(unit.criteria):
        if criterion.part is not part:
            part = criterion.part
            bands.append(len(rows))
            band = press.words(PARTS[part], look.TINY_BOLD)
            rows.append([band, "", "", *("" for _ in numbers)])
        rows.append(_row(press, criterion, criterion_key(key, place), text_width, numbers))
    return Table(
        rows,
        colWidths=[_LABEL, text_width, _STATE, *(_COLUMN for _ in numbers)],
        repeatRows=1,
        hAlign="LEFT",
        spaceAfter=10,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("FONTSIZE", (0, 0), (-1, -1), look.TINY.fontSize),
            ("LEADING", (0, 0), (-1, -1), look.TINY.leading),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, -1), 0.6 if plan.is_sideways else 2.4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.1 if plan.is_sideways else 3),
            ("LINEBELOW", (0, 0), (-1, 0), 1, look.TEAL),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, look.RULE),
            ("LINEBEFORE", (3, 0), (-1, -1), 0.4, look.RULE),
            *(("NOSPLIT", (0, row), (0, row + 1)) for row in bands),
            *(("SPAN", (0, row), (2, row)) for row in bands),
            *(("TOPPADDING", (0, row), (-1, row), 4) for row in bands),
        ],
    )


def _row(
    press: Press, criterion: PrintedCriterion, key: str, width: float, numbers: tuple[int, ...]
) -> list[Flowable | list[Flowable] | str]:
    mapped = {mapping.evidence_number for mapping in criterion.mappings}
    return [
        press.link(criterion.label, key, look.TINY_BOLD),
        _short_text(press, criterion, width - 8),
        press.words(STATES[criterion.state], look.TINY),
        *(Spoken(_MARK, look.TINY_MARK) if number in mapped else "" for number in numbers),
    ]


def _short_text(press: Press, criterion: PrintedCriterion, width: float) -> list[Flowable]:
    """Give one line of the criterion in each language; the whole text stands further on."""
    pieces: list[Flowable] = []
    for language in press.voice.languages:
        text = criterion.text.text.text_in(language)
        if text is None:
            pieces.append(press.words("—", look.TINY))
            continue
        lang = PDF_LANGUAGES[language]
        mark = f" {_TRANSLATED}" if language in criterion.text.working_translations else ""
        line = shortened(printable(text), REGULAR, look.TINY.fontSize, width - 8)
        pieces.append(
            Spoken(written(line + mark), look.TINY, lang=None if lang == press.voice.lang else lang)
        )
    return pieces
