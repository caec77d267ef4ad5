from pathlib import Path

import pytest
from flask import Flask

from assess.db import writing
from assess.standards.rules.library_file import read_library_file
from assess.standards.service import import_standard
from tests.visitor import Visitor
from tests.world import NOW, World

LIBRARY = Path(__file__).parents[3] / "standards"


@pytest.fixture
def library(app: Flask) -> None:
    with app.app_context():
        for path in LIBRARY.glob("*.toml"):
            with writing() as session:
                import_standard(session, standard=read_library_file(path.read_text()), now=NOW)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_list_shows_each_standard_and_that_it_is_past_review(
    visitor: Visitor, language: str
) -> None:
    page = visitor.visit(f"/{language}/standards")

    assert "INSSMA11" in page.text
    assert "INSSMA12" in page.text
    assert len(page.soup.select(".assess-card .assess-note")) >= 3


@pytest.mark.usefixtures("library")
def test_search_without_the_accent_finds_the_word_with_it(visitor: Visitor) -> None:
    page = visitor.visit("/cy/standards?search=sefydliad moeseg gwyn")

    assert "INSSMA12" in page.text
    assert "INSSMA11" not in page.text


@pytest.mark.usefixtures("library")
def test_a_search_that_finds_nothing_says_what_to_do(visitor: Visitor) -> None:
    assert "No standard has these words" in visitor.visit("/en/standards?search=xyzzy").text


@pytest.mark.usefixtures("library")
def test_a_standard_reads_in_both_languages_side_by_side(visitor: Visitor) -> None:
    page = visitor.visit("/en/standards/INSSMA11/1?view=both")

    assert "reflect and evaluate your own practice" in page.text
    assert "myfyrio ar eich arferion eich hun" in page.text
    assert "motivate, restrain and intervene" in page.text


@pytest.mark.usefixtures("library")
def test_a_working_translation_is_marked_wherever_it_is_shown(visitor: Visitor) -> None:
    assert "working translation" in visitor.visit("/en/standards/INSSMA12/1").text.lower()
    assert "working translation" in visitor.visit("/en/standards/INSSMA12/1/P3").text.lower()
    assert "cyfieithiad gwaith" not in visitor.visit("/cy/standards/INSSMA12/1?view=cy").text


@pytest.mark.usefixtures("library")
def test_each_criterion_has_an_address_of_its_own(visitor: Visitor) -> None:
    page = visitor.visit("/cy/standards/INSSMA11/1/P3")

    assert page.heading == "INSSMA11 P3"
    assert "pennu amcanion mesuradwy" in page.text


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("address", ["INSSMA11/1/P99", "INSSMA11/2", "NOPE/1", "INSSMA11/1/p3x"])
def test_what_is_not_there_is_not_found(visitor: Visitor, address: str) -> None:
    visitor.visit(f"/en/standards/{address}", status=404)


def test_an_empty_library_says_who_fills_it(world: World, visitor: Visitor) -> None:
    del world
    assert "No standards yet" in visitor.visit("/en/standards").text
