"""Files with words in them, made by the libraries that people's programs agree with."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pptx
from docx.document import Document
from odf import draw, opendocument, style, table, text  # type: ignore[import-untyped]
from pptx.util import Inches

OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = f"{OFFICE}.wordprocessingml.document"
XLSX = f"{OFFICE}.spreadsheetml.sheet"
PPTX = f"{OFFICE}.presentationml.presentation"
OPEN = "application/vnd.oasis.opendocument"


def _saved(document: Document | openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def worded_docx(*paragraphs: str, cells: tuple[str, ...] = ()) -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if cells:
        row = document.add_table(rows=1, cols=len(cells)).rows[0]
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    return _saved(document)


def worded_pptx(title: str, notes: str) -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    assert slide.shapes.title is not None
    slide.shapes.title.text = title
    grid = slide.shapes.add_table(1, 2, Inches(1), Inches(1), Inches(3), Inches(1)).table
    grid.cell(0, 0).text, grid.cell(0, 1).text = "left", "right"
    assert slide.notes_slide.notes_text_frame is not None
    slide.notes_slide.notes_text_frame.text = notes
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def worded_xlsx(*rows: tuple[str | float | None, ...]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Budget"
    for row in rows:
        book.active.append(row)
    return _saved(book)


def worded_odt(*paragraphs: str) -> bytes:
    document = opendocument.OpenDocumentText()
    for words in paragraphs:
        document.text.addElement(text.P(text=words))
    return _odf(document)


def worded_ods(*cells: str) -> bytes:
    document = opendocument.OpenDocumentSpreadsheet()
    sheet, row = table.Table(name="Budget"), table.TableRow()
    for words in cells:
        cell = table.TableCell()
        cell.addElement(text.P(text=words))
        row.addElement(cell)
    sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    return _odf(document)


def worded_odp(words: str) -> bytes:
    document = opendocument.OpenDocumentPresentation()
    layout = style.PageLayout(name="layout")
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="master", pagelayoutname=layout)
    document.masterstyles.addElement(master)
    page, frame, box = draw.Page(masterpagename=master), draw.Frame(), draw.TextBox()
    box.addElement(text.P(text=words))
    frame.addElement(box)
    page.addElement(frame)
    document.presentation.addElement(page)
    return _odf(document)


def _odf(document: opendocument.OpenDocument) -> bytes:
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def worded_pdf(*pages: str) -> bytes:
    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for words in pages:
        page = document.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode())
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def with_entry(archive: bytes, name: str, data: bytes) -> bytes:
    """Give an archive with one entry replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            new.writestr(entry, data if entry == name else old.read(entry))
    return out.getvalue()
