"""A written plan, or a blank of one, drawn as a PDF in its template's layout."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, HRFlowable, NextPageTemplate, Spacer

from assess.documents.drawing import look
from assess.documents.drawing.book import UPRIGHT, Book
from assess.documents.drawing.finishing import finish
from assess.documents.drawing.fonts import FOLDER, load_fonts, printable
from assess.documents.drawing.phrases import Said, word
from assess.documents.drawing.plan_sections import OURS, plan_sections
from assess.documents.drawing.plan_voice import plan_voice
from assess.documents.drawing.printing import Progress, draw_twice, tell_nobody
from assess.documents.drawing.setting import Cell, Setting
from assess.documents.pages.sections import PrintedPlan

_TITLE = ParagraphStyle("plan-title", parent=look.COVER_TITLE, fontSize=19, leading=25)
_TEMPLATE = ParagraphStyle("plan-template", parent=look.COVER_LINE, fontSize=10, leading=14)


def draw_plan(plan: PrintedPlan, *, out: Path, progress: Progress = tell_nobody) -> None:
    """Draw a plan to `out`, which appears whole or not at all."""
    load_fonts(FOLDER)
    setting = Setting(plan_voice(plan.tag))
    with TemporaryDirectory(prefix="assess-plan-") as folder:
        drawn = Path(folder) / "drawn.pdf"
        draw_twice(
            drawn,
            lambda target, pages: _book(setting, plan, target, pages),
            lambda: _story(setting, plan),
            progress,
        )
        finish(drawn, out, enclosures=[], printed_at=plan.printed_at, progress=tell_nobody)


def _book(setting: Setting, plan: PrintedPlan, target: BinaryIO, pages: int) -> Book:
    title = plan.template if plan.is_blank else plan.title
    return Book(
        target,
        setting.voice,
        title=printable(title),
        author=printable(plan.writer),
        subject=printable(plan.template),
        foot=plan.template if plan.is_blank else f"{plan.title} · {plan.writer}",
        is_draft=False,
        pages_in_all=pages,
    )


def _story(setting: Setting, plan: PrintedPlan) -> list[Flowable]:
    return [
        NextPageTemplate(UPRIGHT),
        *_head(setting, plan),
        *plan_sections(setting, plan.sections, key="s", size=2),
    ]


def _head(setting: Setting, plan: PrintedPlan) -> list[Flowable]:
    title = setting.text_of(plan.template, plan.tag, _TITLE)
    pieces: list[Flowable] = [
        HRFlowable(width=64, thickness=3, color=look.TEAL, hAlign="LEFT", spaceAfter=14)
    ]
    if plan.is_blank:
        pieces += [*title, setting.words(word("To be filled in by hand"), look.COVER_LINE)]
    else:
        pieces += setting.text_of(plan.title, plan.language, _TITLE)
        pieces += setting.text_of(plan.template, plan.tag, _TEMPLATE)
    if plan.is_working_translation:
        pieces.append(setting.words(OURS, look.MARKED))
    if not plan.is_blank:
        written_on: Said = setting.voice.day(plan.printed_on)
        rows: list[tuple[Said, Said | Cell | None]] = [
            (word("Written by"), plan.writer),
            (word("Printed on"), written_on),
        ]
        pieces += [Spacer(1, 6), setting.facts(rows, look.TEXT_WIDTH)]
    return pieces
