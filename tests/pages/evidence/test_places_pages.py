"""Which of several files a page or a time is in, as people choose and read it."""

import io

import pytest

from assess.evidence.models import Mapping
from tests.evidence_files import pdf, wav
from tests.pages.evidence.conftest import Count
from tests.visitor import Page, Visitor
from tests.world import MadeStandard


@pytest.fixture
def p1(standard: MadeStandard) -> str:
    return str(standard.criteria["P1"])


def add(
    mine: Visitor, p1: str, *names: str, where: str = "page", at: str = "2", under: str = "en"
) -> Page:
    """Add evidence of these files, mapped to a place in it."""
    files = [
        (io.BytesIO(pdf(number) if name.endswith("pdf") else wav()), name)
        for number, name in enumerate(names, start=2)
    ]
    form = mine.visit(f"/{under}/evidence/new")
    assert form.soup.select('select[name^="file-"]') == []
    fields = {"mapped": [p1], f"where-{p1}": where, f"at-{p1}": at, "files": files}
    return mine.post(form.address, form.fields() | {"offered_as": "files"} | fields)


def choose(mine: Visitor, page: Page, p1: str, name: str, **changes: str) -> Page:
    options = {one.text: str(one["value"]) for one in page.soup.select(f"#file-{p1} option")}
    return mine.post(page.address, page.fields() | {f"file-{p1}": options[name]} | changes)


def test_a_page_in_one_of_two_pdfs_is_chosen_after_they_were_added(
    mine: Visitor, p1: str, count: Count
) -> None:
    page = add(mine, p1, "plan.pdf", "minutes.pdf")

    assert page.heading == "Map “plan.pdf” to criteria"
    assert "There are several files: choose the file that each page or time is in." in page.text
    refused = mine.post(page.address, page.fields())
    assert refused.errors == ["Choose the file that it is in"]

    saved = choose(mine, refused, p1, "minutes.pdf")
    assert "INSSMA99 P1 , page 2 in minutes.pdf" in saved.text
    again = mine.visit(page.address)
    assert [one.text for one in again.soup.select(f"#file-{p1} option[selected]")] == [
        "minutes.pdf"
    ]
    assert count(Mapping) == 1


def test_a_page_past_the_end_of_the_chosen_file_is_refused_in_welsh(mine: Visitor, p1: str) -> None:
    page = add(mine, p1, "plan.pdf", "minutes.pdf", at="3", under="cy")

    refused = choose(mine, page, p1, "plan.pdf")
    assert refused.errors == ["Nifer y tudalennau yn y ffeil yw 2"]

    saved = choose(mine, refused, p1, "minutes.pdf")
    assert "INSSMA99 P1 , tudalen 3 yn y ffeil minutes.pdf" in saved.text


def test_a_time_needs_no_choice_beside_one_recording(mine: Visitor, p1: str) -> None:
    page = add(mine, p1, "plan.pdf", "talk.wav", where="time", at="0:01")

    assert "INSSMA99 P1 , at 0:01 in talk.wav" in page.text


def test_a_recording_has_no_pages(mine: Visitor, p1: str) -> None:
    page = add(mine, p1, "plan.pdf", "minutes.pdf", "talk.wav")

    refused = choose(mine, page, p1, "talk.wav")

    assert refused.errors == [
        "“talk.wav” has no such places. Choose another file, or another kind of place"
    ]


@pytest.mark.parametrize("file_id", ["x", "00000000-0000-0000-0000-000000000001"])
def test_a_file_that_was_not_offered_is_refused(mine: Visitor, p1: str, file_id: str) -> None:
    page = add(mine, p1, "plan.pdf", "minutes.pdf")

    refused = mine.post(page.address, page.fields() | {f"file-{p1}": file_id})

    assert refused.errors[0].startswith("Choose")


def test_the_whole_of_one_file_may_be_meant(mine: Visitor, p1: str) -> None:
    page = add(mine, p1, "plan.pdf", "minutes.pdf")

    saved = choose(mine, page, p1, "minutes.pdf", **{f"where-{p1}": "whole"})

    assert "INSSMA99 P1 , minutes.pdf" in saved.text


def test_no_file_is_asked_for_where_there_is_only_one(mine: Visitor, p1: str) -> None:
    page = add(mine, p1, "plan.pdf")

    assert "INSSMA99 P1 , page 2" in page.text
    assert mine.visit(f"{page.address}/criteria").soup.select(f"#file-{p1}") == []


def test_a_file_that_a_page_is_in_cannot_go_alone(mine: Visitor, p1: str) -> None:
    piece = choose(mine, add(mine, p1, "plan.pdf", "minutes.pdf"), p1, "minutes.pdf")
    form = mine.visit(f"{piece.address}/new-version")
    kept = [str(one["value"]) for one in form.soup.select('input[name="kept"]')]

    refused = mine.post(form.address, form.fields() | {"kept": kept[:1]})

    assert refused.errors[0].startswith("P1 is mapped to a place in “minutes.pdf”. Keep that file")
