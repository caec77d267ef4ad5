"""Sections of a written plan: headings, words, pairs, tables, a chart; or lines to write on."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    KeepTogether,
    Spacer,
    Table,
    TableStyle,
)

from assess.bilingual import Bilingual
from assess.documents.drawing import look
from assess.documents.drawing.flowables import Heading
from assess.documents.drawing.fonts import BOLD, printable
from assess.documents.drawing.gantt import gantts
from assess.documents.drawing.phrases import Said, joined, labelled, word
from assess.documents.drawing.setting import Setting
from assess.documents.drawing.voice import pdf_language, written
from assess.documents.pages.sections import Label, PrintedBlock, PrintedSection, PrintedValue
from assess.documents.pages.texts import Authored

OURS = word("Working translation of the headings and questions")
_HEADS = (0, 0), (-1, 0)
_TABLE = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", *_HEADS, look.WASH),
        ("GRID", (0, 0), (-1, -1), 0.5, look.RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
)
_PAIRS = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("GRID", (0, 0), (-1, -1), 0.5, look.RULE),
        ("BACKGROUND", (0, 0), (0, -1), look.WASH),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
)
_HEAD = ParagraphStyle("plan-head", parent=look.CELL, fontName=BOLD, fontSize=8, leading=11)
_RIGHT = ParagraphStyle("plan-amount", parent=look.CELL, alignment=TA_RIGHT)
_LABEL = ParagraphStyle("plan-label", parent=look.BOLD_BODY, spaceBefore=9, spaceAfter=3)
_LABEL.keepWithNext = 1
_GUIDANCE = ParagraphStyle("plan-guidance", parent=look.BODY)
_GUIDANCE.keepWithNext = 1
_HINT = ParagraphStyle("plan-hint", parent=look.SMALL, spaceAfter=2)
_EXAMPLE = ParagraphStyle("plan-example", parent=_HINT, leftIndent=12)
_NARROW = {"date": 84.0, "amount": 84.0}
_LINE, _ROW_LINE = 22.0, 13.0
_PAIR_LABEL = 132.0


def plan_sections(
    setting: Setting, sections: tuple[PrintedSection, ...], *, key: str, size: int = 4
) -> list[Flowable]:
    """Set sections; with headings of a size that makes bookmarks where the plan is the print."""
    pieces: list[Flowable] = []
    for section in sections:
        pieces += [CondPageBreak(110), _title(setting, section, f"{key}-{section.key}", size)]
        if any(one.value in section.working_translations for one in setting.voice.languages):
            pieces.append(setting.words(OURS, look.MARKED))
        for guidance in section.guidance:
            pieces += labelled_by(setting, guidance, _GUIDANCE)
        for block in section.blocks:
            pieces += _block(setting, block)
    return pieces


def _title(setting: Setting, section: PrintedSection, key: str, size: int) -> Flowable:
    style = look.HEADINGS[size - 1]
    title = section.title
    if isinstance(title, Bilingual):
        said = joined(section.number, title, between=". ")
        return setting.heading(said, size, key=key, level=1 if size > 2 else 0)  # noqa: PLR2004 (beneath the piece)
    text = f"{section.number}. {title.text}"
    marked = setting.voice.in_language(written(text, style.fontName), pdf_language(title.lang))
    heading = Heading(marked, style, key=key, outline=(printable(text), 0 if size <= 2 else 1))  # noqa: PLR2004 (as above)
    heading.pages = setting.pages
    return heading


def labelled_by(setting: Setting, label: Label, style: ParagraphStyle) -> list[Flowable]:
    if isinstance(label, Bilingual):
        return [setting.words(label, style)]
    return setting.authored(label, style)


def _block(setting: Setting, block: PrintedBlock) -> list[Flowable]:
    pieces = [*labelled_by(setting, block.label, _LABEL), *_guidance(setting, block)]
    pieces += _value(setting, block.words, look.BODY)
    if block.pairs:
        pieces.append(_pairs(setting, block))
    if block.columns:
        pieces.append(_table(setting, block))
    pieces += _total(setting, block)
    if block.bars:
        pieces += _chart(setting, block)
    if block.room and not (block.columns or block.pairs):
        return [KeepTogether([*pieces, *(_line() for _ in range(block.room))])]
    return pieces


def _guidance(setting: Setting, block: PrintedBlock) -> list[Flowable]:
    labels = [one for one in (block.hint, block.examples_title) if one is not None]
    pieces = [piece for label in labels for piece in labelled_by(setting, label, _HINT)]
    for example in block.examples:
        pieces += labelled_by(setting, example, _EXAMPLE)
    return pieces


def _line() -> Flowable:
    """Rule a line to write on."""
    return HRFlowable(
        width="100%", thickness=0.5, color=look.QUIET, spaceBefore=_LINE, spaceAfter=0
    )


def _value(setting: Setting, value: PrintedValue | None, style: ParagraphStyle) -> list[Flowable]:
    if value is None or (isinstance(value, Authored) and not value.text):
        return []
    if isinstance(value, date):
        return [setting.words(setting.voice.short_day(value), style)]
    if isinstance(value, Decimal):
        return [setting.words(setting.voice.amount(value), _RIGHT if style is look.CELL else style)]
    return labelled_by(setting, value, style)


def _cell(setting: Setting, value: PrintedValue | None, room: int) -> list[Flowable]:
    if value is None and room:
        return [Spacer(1, room * _ROW_LINE)]
    return _value(setting, value, look.CELL)


def _pairs(setting: Setting, block: PrintedBlock) -> Flowable:
    rows = [
        [labelled_by(setting, label, look.LABEL), _cell(setting, value, block.room)]
        for label, value in block.pairs
    ]
    return Table(
        rows,
        colWidths=[_PAIR_LABEL, look.TEXT_WIDTH - _PAIR_LABEL],
        style=_PAIRS,
        splitInRow=1,
        hAlign="LEFT",
        spaceAfter=6,
    )


def _table(setting: Setting, block: PrintedBlock) -> Flowable:
    heads = [labelled_by(setting, one, _HEAD) for one in block.columns]
    rows = [[_cell(setting, value, block.room) for value in row] for row in block.rows]
    return Table(
        [heads, *rows],
        colWidths=_widths(block),
        style=_TABLE,
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        spaceBefore=2,
        spaceAfter=6,
    )


def _widths(block: PrintedBlock) -> list[float]:
    """Give days and amounts what they need, and the rest of the page to what is said in words."""
    kinds = block.kinds or ("",) * len(block.columns)
    left = look.TEXT_WIDTH - sum(_NARROW.get(kind, 0.0) for kind in kinds)
    wide = sum(kind not in _NARROW for kind in kinds)
    if not wide:
        return [look.TEXT_WIDTH / len(kinds)] * len(kinds)
    return [_NARROW.get(kind, left / wide) for kind in kinds]


def _total(setting: Setting, block: PrintedBlock) -> list[Flowable]:
    if block.total is None:
        return []
    total = block.total
    amount: Said = setting.voice.amount(total.amount, total.currency)
    if block.room:
        amount = "…" * 12
    style = ParagraphStyle("plan-total", parent=_RIGHT, fontName=BOLD, rightIndent=5)
    return [setting.words(labelled(word("Total"), amount), style)]


def _chart(setting: Setting, block: PrintedBlock) -> list[Flowable]:
    return [
        KeepTogether([setting.words(caption, _LABEL), chart])
        for caption, chart in zip(
            _captions(), gantts(setting.voice, block.bars, look.TEXT_WIDTH), strict=False
        )
    ]


def _captions() -> Iterator[Said]:
    yield word("The schedule as a chart")
    while True:
        yield word("The schedule as a chart, continued")
