"""The pages that the pieces are laid out on: margins, head, foot, page numbers, watermark."""

from typing import BinaryIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from assess.documents.drawing import look
from assess.documents.drawing.flowables import hush, speak
from assess.documents.drawing.fonts import BOLD, REGULAR, printable
from assess.documents.drawing.phrases import joined, word
from assess.documents.drawing.voice import Voice
from assess.documents.drawing.watermark import DRAFT, draw_watermark

COVER, UPRIGHT, SIDEWAYS = "cover", "upright", "sideways"
_FOOT_SIZE = 7.5


class Book(BaseDocTemplate):
    """One pass over the pages; the first pass counts them, the second prints the count."""

    def __init__(
        self,
        target: BinaryIO,
        voice: Voice,
        *,
        title: str,
        author: str,
        subject: str,
        foot: str,
        is_draft: bool,
        pages_in_all: int,
    ) -> None:
        super().__init__(
            target,
            pagesize=A4,
            title=title,
            author=author,
            subject=subject,
            creator="Assess",
            lang=voice.lang,
            displayDocTitle=1,
        )
        self.voice = voice
        self.pages_in_all = pages_in_all
        self._doSave = pages_in_all > 0  # reportlab's name: the first pass writes nothing
        self.foot = self.next_foot = (foot, is_draft)
        self.addPageTemplates(
            [
                self._template(COVER, A4, look.SIDE),
                self._template(UPRIGHT, A4, look.SIDE),
                self._template(SIDEWAYS, landscape(A4), look.LANDSCAPE_SIDE),
            ]
        )

    def _template(self, name: str, size: tuple[float, float], side: float) -> PageTemplate:
        width, height = size
        top, bottom = look.TOP, look.BOTTOM
        if width > height:
            top, bottom = look.LANDSCAPE_TOP, look.LANDSCAPE_BOTTOM
        frame = Frame(
            side,
            bottom,
            width - 2 * side,
            height - top - bottom,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
            id=name,
        )
        return PageTemplate(
            id=name, frames=[frame], pagesize=size, onPage=_begin_page, onPageEnd=_end_page
        )


def open_canvas(canvas: Canvas) -> None:
    """Teach a canvas to mark passages in another language."""
    canvas.setNamedCB("speak", speak)
    canvas.setNamedCB("hush", hush)


def _begin_page(canvas: Canvas, book: BaseDocTemplate) -> None:
    """Draw what lies beneath the text."""
    if not isinstance(book, Book):
        raise TypeError(book)
    open_canvas(canvas)
    book.foot = book.next_foot
    if book.foot[1]:
        canvas.addLiteral("/Artifact BMC")
        draw_watermark(canvas, book.voice.languages, book.pageTemplate.pagesize)
        canvas.addLiteral("EMC")


def _end_page(canvas: Canvas, book: BaseDocTemplate) -> None:
    """Draw head and foot, which belong to the page and not to the text."""
    if not isinstance(book, Book):
        raise TypeError(book)
    foot, is_draft = book.foot
    width, height = book.pageTemplate.pagesize
    side = look.SIDE if height > width else look.LANDSCAPE_SIDE
    canvas.saveState()
    canvas.addLiteral("/Artifact BMC")
    if is_draft:
        canvas.setFont(BOLD, _FOOT_SIZE)
        canvas.setFillColor(look.TEAL)
        canvas.drawRightString(width - side, height - 40, _draft_line(book.voice))
    canvas.setStrokeColor(look.RULE)
    canvas.setLineWidth(0.5)
    canvas.line(side, 48, width - side, 48)
    canvas.setFont(REGULAR, _FOOT_SIZE)
    canvas.setFillColor(look.QUIET)
    number = word(
        "Page %(page)s of %(pages)s", page=str(canvas.getPageNumber()), pages=str(book.pages_in_all)
    )
    numbered = book.voice.plain(number)
    room = width - 2 * side - canvas.stringWidth(numbered, REGULAR, _FOOT_SIZE) - 18
    canvas.drawString(side, 36, shortened(printable(foot), REGULAR, _FOOT_SIZE, room))
    canvas.drawRightString(width - side, 36, numbered)
    canvas.addLiteral("EMC")
    canvas.restoreState()


def _draft_line(voice: Voice) -> str:
    return voice.plain(joined(DRAFT, word("Not signed off"), between=" · "))


def shortened(text: str, face: str, size: float, room: float) -> str:
    """Give as much of a text as fits on one line, with an ellipsis where it was cut."""
    if stringWidth(text, face, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if stringWidth(text[:middle].rstrip() + "…", face, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
