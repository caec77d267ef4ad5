"""Word documents and PDFs say what the same text says: never a word more or less of a criterion."""

import io
import json
from collections.abc import Callable

import pikepdf
import pytest
from docx import Document
from docx.oxml import OxmlElement

from assess.standards.rules.reader import read_file_bytes
from assess.standards.rules.values import StandardDocument
from assess.standards.service import read_document_file
from tests.nos_files import (
    NOS,
    add_list,
    numbered_word_of,
    pdf_of,
    pdf_table_of,
    sample,
    saved,
    scan_of,
    use_list,
    word_of,
)

NAMES = sorted(path.name for path in NOS.glob("*.txt"))
SEEDS = [name for name in NAMES if name.startswith(("INSSMA11", "INSSMA12"))]
FORMS: dict[str, Callable[[str], bytes]] = {
    "word": word_of,
    "word numbered by itself": numbered_word_of,
    "pdf": pdf_of,
    "pdf with header and footer": lambda text: pdf_of(
        text, header="An owner of standards", footer="National Occupational Standard"
    ),
}
CRITERIA = "Overview\n\nIt is about it.\n\nPerformance criteria\n\nYou must be able to:\n\n"
KNOWLEDGE = "\n\nKnowledge and understanding\n\nYou need to know and understand:\n\n1. why\n2. how"


def codes(document: StandardDocument) -> list[str]:
    return [warning.code for warning in document.warnings]


def texts(document: StandardDocument) -> list[tuple[str, str]]:
    return [(one.label, one.text) for one in document.performance + document.knowledge]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *((name, form) for name in NAMES for form in ("word numbered by itself", "pdf")),
        *((name, form) for name in SEEDS for form in ("word", "pdf with header and footer")),
    ],
)
def test_a_sample_has_the_same_criteria_in_every_form(name: str, form: str) -> None:
    text = read_file_bytes((NOS / name).read_bytes(), name=name)
    document = read_document_file(FORMS[form](sample(name)), name=name)

    assert document.performance == text.performance
    assert document.knowledge == text.knowledge
    assert (document.urn, document.lang, document.title) == (text.urn, text.lang, text.title)
    assert set(codes(document)) - {"broken-word"} == set(codes(text))


@pytest.mark.parametrize("name", [*SEEDS, "CLDFL05.en.txt", "INSSMA08.en.txt"])
def test_two_columns_are_read_one_after_the_other(name: str) -> None:
    text = read_file_bytes((NOS / name).read_bytes(), name=name)
    document = read_document_file(pdf_of(sample(name), columns=2), name=name)

    assert texts(document) == texts(text)


def test_a_header_on_every_page_ends_up_in_no_criterion() -> None:
    text = sample("INSSMA11.en.txt")
    header = "INSSMA11 Manage and maintain social marketing programmes"
    document = read_document_file(pdf_of(text, header=header, footer="INSSMA11 - Page"))

    assert texts(document) == texts(read_file_bytes(text.encode()))
    assert document.title == "Manage and maintain social marketing programmes"


def test_headings_and_labels_in_a_column_of_their_own_stand_before_their_text() -> None:
    rows = [
        ("Overview", "This standard is about " + "doing a thing well and with care " * 6),
        ("Performance criteria", "You must be able to:"),
        ("", "P1 " + "plan the thing with everybody whom it concerns " * 3),
        ("", "P2 do the thing"),
        ("Knowledge and understanding", "You need to know and understand:"),
        ("", "K1 why the thing is done"),
    ]
    document = read_document_file(pdf_table_of(rows, "ABCDE1 Do a thing\n"), name="x.pdf")

    assert texts(document) == [
        ("P1", ("plan the thing with everybody whom it concerns " * 3).strip()),
        ("P2", "do the thing"),
        ("K1", "why the thing is done"),
    ]
    assert codes(document) == []


def test_a_broken_word_loses_its_hyphen_only_where_the_document_writes_it_whole() -> None:
    text = (
        f"{CRITERIA}1. use marketing and evidence-based work\n"
        "2. plan all of the social marketing programmes and all of the other long social mar-"
        "{break}keting programmes\n"
        "3. see to it that all of the many programmes and all other long things are evidence-"
        "{break}based in all that they say\n"
        "4. see to it that all of the many programmes and all other long things are well-"
        "{break}known in all that they say" + KNOWLEDGE
    )
    parts = text.replace("{break}", "")
    document = read_document_file(pdf_of(parts), name="ABCDE1.pdf")
    words = dict(texts(document))

    assert words["P3"].endswith("things are evidence-based in all that they say")
    assert words["P4"].endswith("things are well-known in all that they say")


def test_numbers_that_word_makes_itself_start_where_the_list_says() -> None:
    document = Document()
    for line in ("ABCDE1 Do a thing", "Performance criteria"):
        document.add_paragraph(line)
    lettered = add_list(document, "P%1")
    for line in ("do this", "do that"):
        use_list(document.add_paragraph(line), lettered)
    document.add_paragraph("Knowledge and understanding")
    knowledge = add_list(document, "K%1")
    use_list(document.add_paragraph("know this"), knowledge)

    assert texts(read_document_file(saved(document))) == [
        ("P1", "do this"),
        ("P2", "do that"),
        ("K1", "know this"),
    ]


def test_a_table_is_read_in_its_place_with_labels_beside_their_text() -> None:
    document = Document()
    document.add_paragraph("ABCDE1 Do a thing")
    document.add_paragraph("Performance criteria")
    table = document.add_table(rows=0, cols=2)
    for label, words in (("P1", "do this"), ("P2", "do that")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, words
    document.add_paragraph("Knowledge and understanding")
    document.add_paragraph("K1 know this")
    fields = document.add_table(rows=1, cols=2)
    fields.cell(0, 0).text, fields.cell(0, 1).text = "Version number", "2"
    found = read_document_file(saved(document))

    assert texts(found) == [("P1", "do this"), ("P2", "do that"), ("K1", "know this")]
    assert found.version == "2"


def test_what_a_word_document_has_struck_out_is_not_read() -> None:
    document = Document()
    for line in ("ABCDE1 Do a thing", "Performance criteria", "P1 do this"):
        paragraph = document.add_paragraph(line)
    deleted = OxmlElement("w:del")
    run = document.add_paragraph().add_run(" and that")
    deleted.append(run._r)  # noqa: SLF001 (python-docx has no other way)
    paragraph._p.append(deleted)  # noqa: SLF001 (as above)

    assert texts(read_document_file(saved(document))) == [("P1", "do this")]


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("Overview"))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "standard.docx", "there is no text"),
        (b"", "standard.pdf", "there is no text"),
        (saved(Document()), "standard.docx", "there is no text in the document"),
        (word_of("Overview")[:900], "standard.docx", "the document is broken"),
        (b"PK\x03\x04 and nothing else", "standard.docx", "the document is broken"),
        (b"just words", "standard.docx", "the document is broken"),
        (b"%PDF-1.7 and nothing else", "standard.pdf", "the document is broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "standard.docx", "a locked one"),
        (locked_pdf(), "standard.pdf", "locked with a password"),
        (scan_of(), "standard.pdf", "pictures of pages"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, name: str, says: str) -> None:
    document = read_document_file(data, name=name)

    assert texts(document) == []
    assert any(says in warning.message for warning in document.warnings), document.warnings


def test_a_pdf_says_its_warnings_by_line() -> None:
    text = f"{CRITERIA}Some prose that nobody labelled.{KNOWLEDGE}"
    document = read_document_file(pdf_of(f"ABCDE1 Do a thing\n\n{text}"))
    found = {warning.code: warning.line for warning in document.warnings}

    assert found["no-criteria"] > 1, json.dumps(found)
    assert texts(document) == [("K1", "why"), ("K2", "how")]
