"""What the PDF itself carries: language, bookmarks, links, fonts, particulars."""

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from assess.documents.drawing.fonts import FontsMissingError
from assess.documents.drawing.matrix import plan_matrix
from assess.documents.drawing.portfolio import draw_portfolio
from assess.documents.pages import Authored, PrintChoice
from tests.rules.documents.printed_sample import (
    MemoryFiles,
    piece_of_evidence,
    portfolio_of,
    unit_of,
)
from tests.rules.documents.printing import Printed, print_portfolio, run


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    store = MemoryFiles()
    evidence = tuple(piece_of_evidence(store, number) for number in range(1, 7))
    portfolio = portfolio_of(unit_of("INSSMA11", (3, 2), 6), evidence=evidence)
    return print_portfolio(portfolio, store, tmp_path_factory.mktemp("both"), PrintChoice.BOTH)


def marked_languages(pdf: pikepdf.Pdf) -> set[str]:
    found = set()
    for page in pdf.pages:
        content = page.obj.Contents.read_bytes()
        found |= set(re.findall(rb"/Lang \((.*?)\)", content))
    return {lang.decode() for lang in found}


def test_the_document_names_its_language_title_and_moment(bilingual: Printed) -> None:
    with pikepdf.open(bilingual.path) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "Siân Ŵyn-Jones" in str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260721110500Z"


def test_a_welsh_print_is_a_welsh_document_with_its_english_passages_marked(
    tmp_path: Path,
) -> None:
    store = MemoryFiles()
    portfolio = portfolio_of(
        unit_of("INSSMA11", (2, 1), 1), evidence=(piece_of_evidence(store, 2),)
    )
    printed = print_portfolio(portfolio, store, tmp_path, PrintChoice.WELSH)
    with pikepdf.open(printed.path) as pdf:
        assert str(pdf.Root.Lang) == "cy"
        assert marked_languages(pdf) == {"en-GB"}


def test_marks_of_language_open_and_close_in_pairs_on_every_page(bilingual: Printed) -> None:
    with pikepdf.open(bilingual.path) as pdf:
        assert marked_languages(pdf) == {"cy"}
        for page in pdf.pages:
            operators = [str(step.operator) for step in pikepdf.parse_content_stream(page)]
            depth = 0
            for operator in operators:
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                assert depth >= 0
            assert depth == 0


def test_a_language_tag_that_is_none_cannot_reach_into_the_page(tmp_path: Path) -> None:
    store = MemoryFiles()
    piece = replace(piece_of_evidence(store, 3), text=Authored("Words.", "en) >> BDC (x"))
    portfolio = portfolio_of(unit_of("INSSMA11", (1, 1), 1), evidence=(piece,))
    with pikepdf.open(print_portfolio(portfolio, store, tmp_path).path) as pdf:
        assert "und" in marked_languages(pdf)


def test_bookmarks_lead_to_sections_criteria_and_evidence(bilingual: Printed) -> None:
    with pikepdf.open(bilingual.path) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[0].startswith("Contents")
        unit = next(item for item in outline.root if item.title.startswith("INSSMA11"))
        criteria = [leaf.title for part in unit.children for leaf in part.children]
        assert [title.split(":")[0] for title in criteria] == ["P1", "P2", "P3", "K1", "K2"]
        evidence = next(item for item in outline.root if len(item.children) == 6)
        assert evidence.children[1].title == "E2: Campaign plan, part 2"


def test_the_contents_name_the_page_each_section_is_on(bilingual: Printed) -> None:
    contents = bilingual.pages[1]
    found = re.search(r"Sign-off(?: / Cymeradwyo)?: INSSMA11 (\d+)", contents)
    assert found is not None
    assert int(found[1]) == len(bilingual.pages)


def test_links_lead_to_places_that_exist(bilingual: Printed) -> None:
    with pikepdf.open(bilingual.path) as pdf:
        pages = {page.obj.objgen for page in pdf.pages}
        links = [
            note
            for page in pdf.pages
            for note in page.obj.get("/Annots", [])
            if note.Subtype == "/Link"
        ]
        assert len(links) > 30
        assert all(note.Dest[0].objgen in pages for note in links)


def test_only_embedded_fonts_with_welsh_and_cyrillic_letters_are_used(bilingual: Printed) -> None:
    lines = run("pdffonts", str(bilingual.path)).splitlines()[2:]
    assert lines
    for line in lines:
        assert "DejaVu" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"]


def test_without_the_fonts_nothing_is_printed_and_the_refusal_says_why(tmp_path: Path) -> None:
    out = tmp_path / "print.pdf"
    with pytest.raises(FontsMissingError, match=r"DejaVuSans\.ttf is missing"):
        draw_portfolio(
            portfolio_of(unit_of("INSSMA11", (1, 1), 0), evidence=()),
            choice=PrintChoice.ENGLISH,
            open_file=MemoryFiles().open,
            out=out,
            fonts=tmp_path,
        )
    assert list(tmp_path.iterdir()) == []


def test_progress_rises_to_the_whole(tmp_path: Path) -> None:
    store = MemoryFiles()
    heard: list[tuple[int, int]] = []
    draw_portfolio(
        portfolio_of(unit_of("INSSMA11", (3, 1), 2), evidence=(piece_of_evidence(store, 1),)),
        choice=PrintChoice.ENGLISH,
        open_file=store.open,
        out=tmp_path / "print.pdf",
        progress=lambda done, total: heard.append((done, total)),
    )
    assert heard == sorted(heard)
    assert heard[-1] == (100, 100)
    assert len({done for done, _ in heard}) > 10


def test_a_matrix_of_two_hundred_pieces_is_cut_into_groups_each_with_every_criterion(
    tmp_path: Path,
) -> None:
    store = MemoryFiles()
    unit = unit_of("INSSMA11", (20, 20), 200)
    plan = plan_matrix(unit)
    assert plan.is_sideways
    assert sorted(number for group in plan.groups for number in group) == list(range(1, 201))
    evidence = tuple(piece_of_evidence(store, 6 * number + 3) for number in range(200))
    numbered = tuple(replace(piece, number=place) for place, piece in enumerate(evidence, 1))
    printed = print_portfolio(portfolio_of(unit, evidence=numbered), store, tmp_path)
    with pikepdf.open(printed.path) as pdf:
        boxes = [page.mediabox for page in pdf.pages]
    sideways = [
        set(text.split()) for text, box in zip(printed.pages, boxes, strict=True) if box[2] > box[3]
    ]
    assert len(sideways) == len(plan.groups)
    labels = {criterion.label for criterion in unit.criteria}
    for words, group in zip(sideways, plan.groups, strict=True):
        assert words >= labels | {f"E{number}" for number in group}


def test_a_small_matrix_stays_upright() -> None:
    assert not plan_matrix(unit_of("INSSMA11", (3, 2), 6)).is_sideways
    assert plan_matrix(unit_of("INSSMA11", (3, 2), 0)).groups == ()
