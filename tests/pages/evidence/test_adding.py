"""Adding evidence, as the practitioner meets it."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion, Mapping
from assess.files import MemoryStore
from tests.evidence_files import jpeg, pdf
from tests.visitor import Page, Visitor
from tests.world import MadeStandard, World

Count = Callable[[type[Any]], int]
OnlyFile = Callable[[], EvidenceFile]


def add(mine: Visitor, *, under: str = "en", status: int = 200, **changes: Any) -> Page:  # noqa: ANN401 (what is typed)
    return mine.submit(mine.visit(f"/{under}/evidence/new"), status=status, **changes)


def file(data: bytes, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name


@pytest.mark.usefixtures("standard")
def test_a_file_is_added_in_three_clicks_from_a_criterion(
    mine: Visitor, world: World, actor: Actor, files: MemoryStore, only_file: OnlyFile
) -> None:
    standard = world.standard("INSSMA98")
    unit = world.enrolment(actor, standard)
    form = mine.visit(f"/en/evidence/new?unit={unit.id}&criterion=P2")

    page = mine.submit(form, files=[file(pdf(3), "Plan.pdf")])

    assert page.heading == "Plan.pdf"
    assert "INSSMA98 P2" in page.text
    kept = only_file()
    assert (kept.pages, kept.media_type) == (3, "application/pdf")
    assert files.files[kept.sha256] == pdf(3)


def test_the_page_is_there_in_welsh(mine: Visitor, standard: MadeStandard) -> None:
    page = mine.visit("/cy/evidence/new")

    assert page.heading == "Ychwanegu tystiolaeth"
    assert standard.urn in page.text
    assert "words of P1 in cy" in page.text


@pytest.mark.usefixtures("standard")
def test_a_photograph_is_shown_and_kept_as_it_came(
    mine: Visitor, files: MemoryStore, only_file: OnlyFile
) -> None:
    data = jpeg()

    page = add(mine, files=[file(data, "llun.jpg")])

    kept = only_file()
    assert files.files[kept.sha256] == data
    assert kept.preview_sha256 in files.files
    assert page.soup.select_one("img.assess-file__image") is not None


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.pdf", b"", "“empty.pdf” is empty"),
        ("page.html", b"<html></html>", "“page.html” is of a type that is not taken"),
        ("image.svg", b"<svg/>", "“image.svg” is of a type that is not taken"),
        ("run.docm", b"PK\x03\x04", "“run.docm” is of a type that is not taken"),
        ("plan.pdf", b"just words", "What is in “plan.pdf” is not what its name says"),
        ("photo.jpg", b"%PDF-1.4\n", "What is in “photo.jpg” is not what its name says"),
        ("notes.txt", b"a\x00b", "What is in “notes.txt” is not what its name says"),
        (
            "broken.pdf",
            b"%PDF-1.4\nnothing more",
            "“broken.pdf” cannot be opened: it may be damaged",
        ),
    ],
)
@pytest.mark.usefixtures("standard")
def test_a_file_that_is_not_taken_is_refused_beside_the_field(
    mine: Visitor, files: MemoryStore, count: Count, name: str, data: bytes, words: str
) -> None:
    page = add(mine, files=[file(data, name)], title="What I typed", description="My words")

    assert page.errors == [words]
    assert page.fields()["title"] == "What I typed"
    assert page.fields()["description"].strip() == "My words"
    assert "Choose your files again" in page.text
    assert count(Evidence) == 0
    assert files.files == {}


@pytest.mark.usefixtures("standard")
def test_one_byte_over_the_limit_is_refused_and_the_limit_itself_is_not(
    mine: Visitor, files: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "limit", 1000)

    assert add(mine, files=[file(b"a" * 1000, "big.txt")]).heading == "big.txt"
    assert add(mine, files=[file(b"a" * 1001, "more.txt")]).errors == [
        "“more.txt” is larger than 5 MB, the most that is taken"
    ]


def test_a_page_past_the_end_is_refused_beside_its_criterion(
    mine: Visitor, standard: MadeStandard
) -> None:
    criterion = str(standard.criteria["P1"])

    form = mine.visit("/en/evidence/new")
    fields = form.fields() | {
        "files": [file(pdf(3), "plan.pdf")],
        "mapped": [criterion],
        f"where-{criterion}": "page",
        f"at-{criterion}": "900",
    }
    page = mine.post(form.address, fields)

    assert page.errors == ["The file has only 3 pages"]
    beside = page.soup.select_one(f"#at-{criterion}")
    assert beside is not None
    assert beside["value"] == "900"


@pytest.mark.parametrize(
    ("where", "at", "words"),
    [
        ("page", "0", "Enter a whole number, for example 3"),
        ("paragraph", "two", "Enter a whole number, for example 3"),
        ("time", "1:99", "Enter a time as minutes and seconds, for example 1:23"),
    ],
)
def test_a_place_that_is_none_is_refused(
    mine: Visitor, standard: MadeStandard, where: str, at: str, words: str
) -> None:
    criterion = str(standard.criteria["K1"])
    form = mine.visit("/en/evidence/new")

    page = mine.post(
        form.address,
        form.fields()
        | {
            "offered_as": "text",
            "text": "What I did",
            "mapped": [criterion],
            f"where-{criterion}": where,
            f"at-{criterion}": at,
        },
    )

    assert page.errors == [words]
    assert page.fields()["text"].strip() == "What I did"


@pytest.mark.usefixtures("standard")
def test_somebody_elses_criterion_is_refused_like_one_that_is_none(
    mine: Visitor, world: World, count: Count
) -> None:
    other = world.standard("INSSMA77")
    stranger = world.actor(Role.PRACTITIONER, world.provider())
    world.enrolment(stranger, other)

    page = add(mine, offered_as="text", text="Mine", mapped=[str(other.criteria["P1"])])

    assert page.errors == ["Tick only criteria of standards that the work is towards"]
    assert count(Evidence) == 0


@pytest.mark.usefixtures("standard")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"offered_as": "files"}, "Choose a file"),
        ({"offered_as": "address"}, "Enter the web address"),
        ({"offered_as": "text"}, "Type the text"),
        ({"offered_as": "pointer"}, "Say where it is held"),
        (
            {"offered_as": "address", "address": "javascript:alert(1)"},
            "Enter a whole web address that begins with https:// or http://",
        ),
        (
            {"offered_as": "text", "text": "x", "mapped": ["nonsense"]},
            "Choose from the answers shown",
        ),
        (
            {"offered_as": "text", "text": "x", "kind": "observation"},
            "Choose one of the answers shown",
        ),
        ({"offered_as": "text", "text": "x", "language": "<b>"}, "Choose one of the answers shown"),
        (
            {"offered_as": "text", "text": "x", "made_on__day": "31", "made_on__month": "2"},
            "Enter a real date, for example 27 3 2026",
        ),
        (
            {"offered_as": "text", "text": "x", "made_on__year": "2999"},
            "The date must not be in the future",
        ),
        (
            {"offered_as": "text", "text": "x", "title": "t" * 201},
            "This must be 200 characters or fewer; it has 201",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    mine: Visitor, count: Count, changes: dict[str, Any], words: str
) -> None:
    page = add(mine, **changes)

    assert page.errors == [words]
    assert count(Evidence) == 0


@pytest.mark.usefixtures("standard")
def test_errors_are_in_the_language_of_the_page(mine: Visitor) -> None:
    assert add(mine, under="cy", offered_as="text").errors == ["Teipiwch y testun"]


@pytest.mark.usefixtures("standard")
def test_a_double_post_adds_one(mine: Visitor, count: Count) -> None:
    form = mine.visit("/en/evidence/new")

    first = mine.submit(form, form="main form[method=post]", files=[file(pdf(1), "a.pdf")])
    second = mine.submit(form, files=[file(pdf(1), "a.pdf")])

    assert first.address == second.address
    assert count(Evidence) == count(EvidenceVersion) == count(EvidenceFile) == 1


@pytest.mark.usefixtures("standard")
def test_a_script_is_told_where_to_go(mine: Visitor) -> None:
    form = mine.visit("/en/evidence/new")
    fields = form.fields() | {"offered_as": "text", "text": "What I did"}

    answer = mine.client.post(form.address, data=fields, headers={"X-Assess-Upload": "1"})

    assert answer.json is not None
    assert mine.visit(answer.json["address"]).heading == "What I did"


def test_control_characters_are_taken_out_of_what_is_typed(
    mine: Visitor, standard: MadeStandard, count: Count
) -> None:
    page = add(
        mine,
        offered_as="text",
        text="A\x00B\x07C",
        title="Ŵyl\x00",
        mapped=[str(standard.criteria["P1"])],
    )

    assert page.heading == "Ŵyl"
    assert "ABC" in page.text
    assert count(Mapping) == 1


def test_only_a_practitioner_opens_the_page(app: Flask, world: World) -> None:
    Visitor(app, world.actor(Role.ASSESSOR, world.provider())).visit("/en/evidence/new", status=403)
