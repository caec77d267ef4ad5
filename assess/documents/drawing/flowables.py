"""The pieces a page is laid out from, each carrying its language so that tags can be added."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.doctemplate import ActionFlowable, BaseDocTemplate
from reportlab.platypus.paraparser import ParaFrag

from assess.documents.drawing import look


@contextmanager
def spoken_in(canvas: Canvas, lang: str | None) -> Iterator[None]:
    """Mark what is drawn meanwhile as being in a language; `None` is the document's own."""
    if lang is not None:
        canvas.addLiteral(f"/Span <</Lang ({lang})>> BDC")
    yield
    if lang is not None:
        canvas.addLiteral("EMC")


def speak(canvas: Canvas, _kind: str | None, lang: str) -> None:
    """Begin a passage in another language in the middle of a line."""
    _in_text(canvas, f"/Span <</Lang ({lang})>> BDC")


def hush(canvas: Canvas, _kind: str | None, _label: str | None) -> None:
    _in_text(canvas, "EMC")


def _in_text(canvas: Canvas, operator: str) -> None:
    line = canvas._curr_tx_info["tx"]  # type: ignore[attr-defined] # noqa: SLF001 (reportlab hands it over so)
    line._code.append(operator)  # noqa: SLF001 (as above)


class Spoken(Paragraph):
    """A paragraph in one language; `None` is the document's own.

    One with a passage in a second language inside it is never split over two pages,
    since the mark around the passage would stay open on the first.
    """

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        bulletText: str | None = None,  # noqa: N803 (reportlab's name)
        frags: list[ParaFrag] | None = None,
        caseSensitive: int = 1,  # noqa: N803 (as above)
        encoding: str = "utf8",
        *,
        lang: str | None = None,
    ) -> None:
        super().__init__(text or "", style, bulletText, frags, caseSensitive, encoding)
        self.lang = lang
        self.is_whole = text is not None and "<onDraw" in text

    def split(self, width: float, height: float) -> list[Flowable]:
        if self.is_whole:
            return []
        parts: list[Flowable] = super().split(width, height)
        for part in parts:
            if isinstance(part, Spoken):
                part.lang = self.lang
        return parts

    def draw(self) -> None:
        with spoken_in(self.canv, self.lang):
            super().draw()


class Heading(Spoken):
    """A heading that is also a bookmark, and tells which page it came to stand on."""

    def __init__(
        self, text: str, style: ParagraphStyle, *, key: str, outline: tuple[str, int] | None
    ) -> None:
        super().__init__(text, style)
        self.key = key
        self.outline = outline
        self.pages: dict[str, int] = {}

    def split(self, width: float, height: float) -> list[Flowable]:
        del width, height
        return []

    def draw(self) -> None:
        self.pages[self.key] = self.canv.getPageNumber()
        self.canv.bookmarkHorizontal(self.key, 0, self.height + 8)
        if self.outline is not None:
            title, level = self.outline
            self.canv.addOutlineEntry(title, self.key, level, closed=level > 0)
        super().draw()


class PageNumber(Flowable):
    """The number of the page a heading stands on, known from the pass before."""

    def __init__(self, key: str, pages: dict[str, int], style: ParagraphStyle) -> None:
        super().__init__()
        self.key = key
        self.pages = pages
        self.style = style
        self.width = stringWidth("0000", style.fontName, style.fontSize)
        self.height = style.leading

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        del height
        self.width = width
        return (width, self.style.leading)

    def draw(self) -> None:
        self.canv.setFont(self.style.fontName, self.style.fontSize)
        self.canv.setFillColor(self.style.textColor)
        page = str(self.pages.get(self.key, ""))
        self.canv.drawRightString(self.width, self.style.leading - self.style.fontSize, page)


class Picture(Flowable):
    """A JPEG on disk, placed as it is: its bytes enter the PDF without being decoded again."""

    def __init__(self, path: Path, width: float, height: float) -> None:
        super().__init__()
        self.path = path
        self.width = width
        self.height = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        del width, height
        return (self.width, self.height)

    def draw(self) -> None:
        self.canv.drawImage(str(self.path), 0, 0, self.width, self.height)
        self.canv.setStrokeColor(look.RULE)
        self.canv.setLineWidth(0.5)
        self.canv.rect(0, 0, self.width, self.height)


class FromNextPage(ActionFlowable):
    """What the foot of the pages says from the next page on, and whether they are a draft."""

    def __init__(self, foot: str, *, is_draft: bool) -> None:
        super().__init__()
        self.foot = foot
        self.is_draft = is_draft

    def apply(self, doc: BaseDocTemplate) -> None:
        vars(doc)["next_foot"] = (self.foot, self.is_draft)
