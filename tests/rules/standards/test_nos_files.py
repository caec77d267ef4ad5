"""Bytes as they arrive: encodings, web pages, cut-off and hopeless files."""

import codecs
import time
from pathlib import Path

import pytest

from assess.bilingual import Language
from assess.standards.rules.html_lines import slim_html
from assess.standards.rules.reader import read_document, read_file_bytes
from assess.standards.rules.values import StandardDocument, to_json

DATA = Path(__file__).parents[2] / "data" / "nos"
SEEDS = ("INSSMA11.en.txt", "INSSMA11.cy.txt", "INSSMA12.cy.txt")


def codes(document: StandardDocument) -> list[str]:
    return [warning.code for warning in document.warnings]


def seed(name: str) -> str:
    return (DATA / name).read_text("utf-8")


def same_words(document: StandardDocument, other: StandardDocument) -> bool:
    return (document.performance, document.knowledge, document.overview, document.title) == (
        other.performance,
        other.knowledge,
        other.overview,
        other.title,
    )


@pytest.mark.parametrize(
    "encoded",
    [
        codecs.BOM_UTF8 + seed("INSSMA12.cy.txt").encode(),
        seed("INSSMA12.cy.txt").encode("utf-16"),
        codecs.BOM_UTF16_BE + seed("INSSMA12.cy.txt").encode("utf-16-be"),
        seed("INSSMA12.cy.txt").replace("\n", "\r\n").encode(),
        seed("INSSMA12.cy.txt").replace("\n", "\r").encode(),
    ],
)
def test_every_encoding_with_a_mark_and_every_line_end_reads_the_same(encoded: bytes) -> None:
    document = read_file_bytes(encoded)
    assert same_words(document, read_document(seed("INSSMA12.cy.txt")))
    assert codes(document) == []


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_a_document_in_an_old_encoding_is_read_with_a_warning(encoding: str) -> None:
    text = seed("INSSMA12.cy.txt").replace("\u0177", "\u00fd")
    document = read_file_bytes(text.encode(encoding))
    assert same_words(document, read_document(text))
    assert [(w.code, w.line) for w in document.warnings] == [("not-utf-8", 10)]


def test_bytes_that_windows_1252_does_not_know_are_read_as_latin_1() -> None:
    document = read_file_bytes(b"Title \x81\n\nOverview\n\nText \xe2.\n")
    assert document.warnings[0].message.startswith("the file is not UTF-8; it was read as Latin-1")


def as_html(text: str) -> str:
    """Set the seed as its page might be: headings, paragraphs, lists."""
    lines, listed = ["<!DOCTYPE html><html><head><title>x</title></head><body>"], False
    lines.append("<nav><a href='/'>Overview</a></nav><h1>")
    for number, line in enumerate(text.splitlines()):
        item = line.strip()[:1].isdigit() and line.startswith("  ")
        if listed and not item:
            lines.append("</ol>")
        if item:
            lines.append(("" if listed else "<ol>") + f"<li>{line.split('. ', 1)[1]}</li>")
        elif line.strip():
            escaped = line.replace("&", "&amp;").replace("<1", "&lt;1").replace("'", "&#39;")
            lines.append(f"{escaped}</h1>" if number == 0 else f"<p>{escaped}<br>\n</p>")
        listed = item
    return "\n".join([*lines, "</body></html>"])


@pytest.mark.parametrize("name", ["INSSMA11.en.txt", "INSSMA12.cy.txt"])
def test_a_web_page_reads_like_its_text(name: str) -> None:
    page = read_file_bytes(as_html(seed(name)).encode(), name=f"{name}.html")
    text = to_json(read_document(seed(name)))
    assert to_json(page) == text


def test_a_page_is_known_by_its_content_as_well_as_by_its_name() -> None:
    page = as_html(seed("INSSMA12.cy.txt")).encode()
    assert same_words(read_file_bytes(page, name="page.txt"), read_file_bytes(page, name="x.html"))


PAGE = """<html><body><header><a>Skip</a></header><main><h1>Do a thing</h1>
<table><tr><th>URN</th><td>ABC1</td></tr><tr><th>Developed by</th><td>Skills CFA</td></tr></table>
<h2>Overview</h2><p>It is <b>about</b> it.</p><script>var x = "Glossary";</script>
<h2>Performance criteria</h2><p>You must be able to:</p>
<h3>Planning</h3><ul><li><p>do this</p></li><li>do these:<ul><li>one<li>two</ul></li></ul>
<h3>Doing</h3><ul><li>do more
<h2>Assessment guidance</h2><ul><li>a hammer</li></ul>
<h2>Knowledge and understanding</h2>
<table><tr><td>K1</td><td>know this</td></tr><tr><td>K2</td><td>know that</td></tr></table>
<h2>Glossary</h2><dl><dt>Risk</dt><dd>What may happen.</dd></dl>
<table><tr><td>Version number</td><td>2</td></tr><tr><td>Keywords</td><td>a; b</td></tr></table>
</main></body></html>"""


@pytest.mark.parametrize("page", [PAGE, *(as_html(seed(name)) for name in SEEDS)])
def test_a_page_without_its_scripts_styles_and_attributes_reads_the_same(page: str) -> None:
    attributes = page.replace("<p>", '<p class="x" onclick="go()">').replace("<ol>", "<ol start=1>")
    slim = slim_html(attributes)

    assert same_words(read_document(slim), read_document(page))
    assert read_document(slim).metadata == read_document(page).metadata
    for word in ("onclick", "class", "script", "nav"):
        assert f"<{word}" not in slim
        assert f" {word}=" not in slim


def test_headings_lists_and_tables_of_a_page_are_understood() -> None:
    document = read_document(PAGE)
    assert [(c.label, c.group, c.text) for c in document.performance] == [
        ("P1", "Planning", "do this"),
        ("P2", "Planning", "do these: - one - two"),
        ("P3", "Doing", "do more"),
    ]
    assert [(c.label, c.text) for c in document.knowledge] == [
        ("K1", "know this"),
        ("K2", "know that"),
    ]
    assert (document.urn, document.title, document.version) == ("ABC1", "Do a thing", "2")
    assert document.overview == "It is about it."
    assert [(term.term, term.definition) for term in document.glossary] == [
        ("Risk", "What may happen.")
    ]
    assert document.metadata["developed_by"] == "Skills CFA"
    assert document.metadata["keywords"] == "a; b"
    assert [(w.code, w.line) for w in document.warnings] == [("unknown-heading", 7)]


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("share", [0.3, 0.4, 0.5, 0.6])
def test_a_document_cut_off_in_its_criteria_is_told(name: str, share: float) -> None:
    text = seed(name)
    document = read_document(text[: int(len(text) * share)], name=name)
    assert "cut-off" in codes(document)


def test_a_document_cut_off_in_its_empty_headings_is_told() -> None:
    text = seed("INSSMA11.en.txt")
    for heading in ("Glossary\n", "Links To Other NOS\n", "Indicative Review Date\n"):
        document = read_document(text[: text.index(heading) + len(heading)])
        assert codes(document) == ["cut-off"]


def test_a_last_line_that_stops_at_a_hyphen_or_a_joining_word_is_told() -> None:
    start = "T\n\nURN: ABC1\n\nOverview\n\nText.\n\nPerformance criteria\n\nP1 do\n\nKnowledge\n\n"
    for end in ("K1 know the under-", "K1 know the", "K1 know this,", "K1 know this\nK2"):
        assert "cut-off" in codes(read_document(start + end))
    assert codes(read_document(f"{start}K1 know this")) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x00\x00", "empty"),
        (b"%PDF-1.7 \xe2\xe3", "unknown-format"),
        (b"PK\x03\x04....", "unknown-format"),
        (b"Just a letter to a friend.", "no-criteria"),
        (b"Overview\nPerformance criteria\nKnowledge and understanding\n", "no-criteria"),
        (b"<html>", "no-criteria"),
        (b"\xff\xfe\x00", "no-criteria"),
        ("\ud800 \udfff".encode("utf-8", "surrogatepass"), "no-criteria"),
    ],
)
def test_a_hopeless_file_is_reported_not_refused_with_an_exception(data: bytes, code: str) -> None:
    document = read_file_bytes(data)
    assert code in codes(document)
    assert (document.performance, document.knowledge) == ((), ())


@pytest.mark.parametrize(
    "trouble", ["<![if !vml]><![x[ y ]]>", "<![endif", "<!-- no end", f"&#{'9' * 5000};", "<?x"]
)
def test_a_page_with_broken_markup_is_still_read(trouble: str) -> None:
    page = PAGE.replace("<h2>Glossary", f"{trouble}<h2>Glossary")
    assert read_document(page).knowledge[0].text == "know this"


def test_a_lone_surrogate_never_reaches_what_is_kept() -> None:
    document = read_document("Title\n\nPerformance criteria\n\nP1 do \ud800 it\n")
    assert document.performance[0].text == "do \ufffd it"


MILLION = 1_000_000
SIZE = MILLION // 4
"""Large enough that anything quadratic takes minutes."""


@pytest.mark.parametrize(
    "junk",
    [
        "a" * SIZE,
        "a " * (SIZE // 2),
        "P1 " * (SIZE // 3),
        "1. " * (SIZE // 3),
        "P1\n" * (SIZE // 3),
        "- x\n" * (SIZE // 4),
        "<div>" * (SIZE // 5),
        "<ul><li>" * (SIZE // 8),
        "Overview Performance criteria " * (SIZE // 30),
        "Performance criterix\n" * (SIZE // 21),
        "\x00" * SIZE,
        " \t" * (SIZE // 2),
        "Performance criteria\n" + "Capital\n" * (SIZE // 8),
        "ABC1 Title\n" * (SIZE // 11),
        "A:" * (SIZE // 2),
        "Overview\n" + "- x\n" * (SIZE // 4) + "Knowledge\n",
        "Glossary\nTerm\n" + "- x\n" * (SIZE // 4),
        "Version number\nOverview\n" * (SIZE // 24),
        "URN: ABC1\n" * (SIZE // 10),
        "Knowledge\nK1 know\n" + "and more\n" * (SIZE // 9),
        "<table><tr>" + "<td>x" * (SIZE // 5),
        "<br>x" * (SIZE // 5),
        "<" * SIZE,
        "<p>" + "<!--" * (SIZE // 4),
        "<p " + "a=" * (SIZE // 2),
        "<p>" + "<![" * (SIZE // 3),
        "<p>" + "<?" * (SIZE // 2),
        "<p>" + "</" * (SIZE // 2),
        "<p>" + "<script>" + "</s" * (SIZE // 3) + ">",
        "<p>" + "&" * SIZE,
        "<p>" + "<p " * (SIZE // 3) + ">",
    ],
    ids=lambda junk: repr(junk[:12]),
)
def test_junk_takes_no_longer_than_its_length(junk: str) -> None:
    started = time.process_time()
    document = read_document(junk)
    assert document.warnings
    assert time.process_time() - started < 20


@pytest.mark.parametrize("junk", ["junk and ", "P1\n", "<li>"])
def test_a_megabyte_of_junk_gives_warnings_and_no_criteria(junk: str) -> None:
    document = read_document(junk * (MILLION // len(junk)))
    assert document.warnings
    assert document.performance == ()


def test_the_language_given_wins() -> None:
    assert read_document(seed("INSSMA12.cy.txt"), lang=Language.ENGLISH).lang is Language.ENGLISH


def test_without_headings_the_file_name_tells_the_language() -> None:
    assert read_document("xyz", name="ABC1.cy.txt").lang is Language.WELSH
