"""What a practitioner gives by mistake is told in the page's language; nothing is lost or kept."""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import pytest

from assess.evidence.models import Evidence, EvidenceVersion
from assess.files import MemoryStore
from tests.evidence_files import pdf
from tests.visitor import Page, Visitor
from tests.world import MadeStandard, World

Count = Callable[[type[Any]], int]
SURROGATE = b"\xed\xa0\x80"
"""A lone surrogate, as a browser that is out of order would send it."""


def add(mine: Visitor, under: str, **changes: Any) -> Page:  # noqa: ANN401 (what is typed)
    return mine.submit(mine.visit(f"/{under}/evidence/new"), **changes)


@pytest.mark.parametrize(
    ("name", "data", "in_english", "in_welsh"),
    [
        ("empty.pdf", b"", "“empty.pdf” is empty", "Mae “empty.pdf” yn wag"),
        (
            "plan.pdf",
            b"just words",
            "What is in “plan.pdf” is not what its name says",
            "plan.pdf",
        ),
        ("run.docm", b"PK\x03\x04", "“run.docm” is of a type that is not taken", "run.docm"),
        ("more.txt", b"a" * 1001, "“more.txt” is larger than 5 MB", "5 MB"),
    ],
)
@pytest.mark.usefixtures("standard")
def test_a_file_that_is_not_taken_is_told_in_both_languages(
    mine: Visitor,
    files: MemoryStore,
    count: Count,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    data: bytes,
    in_english: str,
    in_welsh: str,
) -> None:
    monkeypatch.setattr(files, "limit", 1000)
    said = {
        language: add(mine, language, files=[(io.BytesIO(data), name)], title="Fy nheitl")
        for language in ("en", "cy")
    }

    assert [page.fields()["title"] for page in said.values()] == ["Fy nheitl"] * 2
    [english], [welsh] = said["en"].errors, said["cy"].errors
    assert english.startswith(in_english)
    assert in_welsh in welsh
    assert english != welsh
    assert count(Evidence) == 0
    assert files.files == {}


@pytest.mark.parametrize(
    ("typed", "in_english"),
    [
        ({"offered_as": "text"}, "Type the text"),
        (
            {"offered_as": "text", "text": "x", "made_on__day": "31", "made_on__month": "2"},
            "Enter a real date, for example 27 3 2026",
        ),
        (
            {"offered_as": "text", "text": "x", "title": "t" * 201},
            "This must be 200 characters or fewer; it has 201",
        ),
    ],
)
@pytest.mark.usefixtures("standard")
def test_what_cannot_be_is_told_in_both_languages(
    mine: Visitor, count: Count, typed: dict[str, Any], in_english: str
) -> None:
    english, welsh = (add(mine, language, **typed).errors for language in ("en", "cy"))

    assert english == [in_english]
    assert len(welsh) == 1
    assert welsh != english
    assert count(Evidence) == 0


@pytest.mark.parametrize(
    ("language", "message"),
    [("en", "The file has only 3 pages"), ("cy", "Nifer y tudalennau yn y ffeil yw 3")],
)
def test_page_900_of_three_is_told_beside_its_criterion(
    mine: Visitor, standard: MadeStandard, language: str, message: str
) -> None:
    criterion = str(standard.criteria["P1"])
    form = mine.visit(f"/{language}/evidence/new")
    fields = form.fields() | {
        "files": [(io.BytesIO(pdf(3)), "plan.pdf")],
        "mapped": [criterion],
        f"where-{criterion}": "page",
        f"at-{criterion}": "900",
    }
    page = mine.post(form.address, fields)

    assert len(page.errors) == 1
    assert message in page.errors[0]
    assert page.fields()[f"at-{criterion}"] == "900"


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.usefixtures("standard")
def test_a_criterion_of_a_standard_not_enrolled_on_is_no_choice(
    mine: Visitor, world: World, count: Count, language: str
) -> None:
    other = world.standard("INSSMA97")
    page = add(mine, language, offered_as="text", text="x", mapped=[str(other.criteria["P1"])])

    words = "Tick only criteria of standards that the work is towards"
    assert (page.errors == [words]) is (language == "en")
    assert page.errors
    assert page.fields()["text"].strip() == "x"
    assert count(Evidence) == 0


@pytest.mark.parametrize("bad", [SURROGATE, b"\x00", b"\xff\xfe", SURROGATE * 2 + b"\x00"])
@pytest.mark.usefixtures("standard")
def test_a_lone_surrogate_or_broken_letter_never_breaks_what_is_around_it(
    mine: Visitor, count: Count, bad: bytes
) -> None:
    form = mine.visit("/cy/evidence/new")
    fields = form.fields() | {"offered_as": "text", "title": "Ŵyl"}
    del fields["text"]
    body = f"{urlencode(fields, doseq=True)}&text=A{quote_from_bytes(bad)}B"

    answer = mine.client.post(
        form.address,
        data=body.encode(),
        content_type="application/x-www-form-urlencoded",
        follow_redirects=True,
    )

    page = Page(answer)
    assert page.status == 200
    assert page.heading == "Ŵyl"
    assert "A" in page.text
    assert count(EvidenceVersion) == 1
