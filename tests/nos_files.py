"""The published samples as Word documents and PDFs, as somebody might keep them."""

import io
import re
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

NOS = Path(__file__).parent / "data" / "nos"
FONT = Path(__file__).parents[1] / "assess" / "static" / "vendor" / "fonts" / "DejaVuSans.ttf"
MARKED = re.compile(r"^\s*((?:[PK]\d+|\d+\.|-) )(.*)$")


def sample(name: str) -> str:
    return (NOS / name).read_text(encoding="utf-8")


def html_of(text: str, *, style: str = "") -> bytes:
    """Give a text as a browser saves a page: with scripts, styles and a way around."""
    lines = "\n".join(f'<p class="line">{escape(line)}</p>' for line in text.splitlines())
    return (
        f"<!DOCTYPE html><html><head><title>Page</title><style>{style}</style>"
        '<script>alert("P9 do nothing")</script></head><body onload="go()">'
        f'<nav><a href="/">Home</a></nav><main>{lines}</main></body></html>'
    ).encode()


def saved(document: DocumentObject) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_of(text: str) -> bytes:
    """Set each line as a paragraph, its marks typed."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    return saved(document)


def numbered_word_of(text: str, *, pattern: str = "%1.") -> bytes:
    """Set criteria as lists that Word numbers by itself, each section a list of its own."""
    document = Document()
    number, before = 0, ""
    for line in text.splitlines():
        found = MARKED.match(line)
        if found is None or found[1] == "- ":
            document.add_paragraph(line)
            before = line or before
            continue
        if found[1].strip(".") in {"1 ", "P1 ", "K1 "} or re.match(r"^[PK]?1\.? $", found[1]):
            letter = found[1][0] if found[1][0] in "PK" else ""
            number = add_list(document, f"{letter}{pattern}" if not letter else f"{letter}%1")
        use_list(document.add_paragraph(found[2]), number)
    return saved(document)


def add_list(document: DocumentObject, pattern: str, *, kind: str = "decimal") -> int:
    """Define a list, and give the number that paragraphs name it by."""
    numbering = document.part.numbering_part.element
    number = len(numbering.findall(qn("w:num"))) + 1
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{900 + number}">'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, definition)
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}">'
            f'<w:abstractNumId w:val="{900 + number}"/></w:num>'
        )
    )
    return number


def use_list(paragraph: object, number: int, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined] # noqa: SLF001 (python-docx has no other way)
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", number)):
        one = OxmlElement(name)
        one.set(qn("w:val"), str(value))
        numbering.append(one)
    properties.append(numbering)


def _font() -> str:
    """Give a font that has every Welsh letter; the service's own prints default to it, too."""
    registerFont(TTFont("DejaVuSans", str(FONT)))
    return "DejaVuSans"


def pdf_of(text: str, *, header: str = "", footer: str = "", columns: int = 1) -> bytes:
    """Set a text on pages as a word processor would: lines broken at the margin, in columns."""
    return pdf_with([_paragraph(line) for line in text.splitlines()], header, footer, columns)


def pdf_table_of(rows: Iterable[tuple[str, str]], above: str = "") -> bytes:
    """Set headings or labels in a narrow column beside their text."""
    parts: list[Flowable] = [_paragraph(line) for line in above.splitlines()]
    cells = [[_paragraph(left), _paragraph(right)] for left, right in rows]
    top = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    parts.append(Table(cells, colWidths=[90, 340], style=top))
    return pdf_with(parts)


def _paragraph(line: str) -> Flowable:
    if not line.strip():
        return Spacer(1, 9)
    found = MARKED.match(line)
    style = ParagraphStyle(
        "sample", fontName=_font(), fontSize=10, leading=12.5, leftIndent=22 if found else 0
    )
    if found is None:
        return Paragraph(escape(line), style)
    return Paragraph(escape(found[2]), style, bulletText=found[1].strip())


def pdf_with(parts: list[Flowable], header: str = "", footer: str = "", columns: int = 1) -> bytes:
    out = io.BytesIO()
    width, height = A4
    wide = (width - 120 - 24 * (columns - 1)) / columns
    frames = [
        Frame(60 + place * (wide + 24), 70, wide, height - 150, 0, 0, 0, 0)
        for place in range(columns)
    ]

    def edges(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont(_font(), 9)
        canvas.drawString(60, height - 40, header)
        canvas.drawString(60, 40, footer)
        canvas.drawRightString(width - 60, 40, str(template.page))

    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate("page", frames, onPage=edges))
    document.build(parts)
    return out.getvalue()


def scan_of() -> bytes:
    """A page with a picture and no letter."""
    _font()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.rect(100, 100, 300, 500, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
