"""A plan and its blank as PDF, in each language of the template, read with another program."""

from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from flask import Flask

from assess.actor import Actor, Role
from tests.plan_templates import write_plan
from tests.rules.documents.printing import Printed
from tests.visitor import Visitor
from tests.world import World


@pytest.fixture
def writer(world: World) -> Actor:
    return world.actor(Role.PRACTITIONER, world.provider())


@pytest.fixture
def plan_id(world: World, writer: Actor) -> UUID:
    return write_plan(world, writer)


def fetched(app: Flask, who: Actor, address: str, folder: Path) -> Printed:
    response = Visitor(app, who).client.get(address)
    assert response.status_code == 200
    assert response.content_type == "application/pdf"
    out = folder / "plan.pdf"
    out.write_bytes(response.data)
    return Printed(out)


@pytest.mark.parametrize(
    ("tag", "lang", "words"),
    [
        ("bg", "bg", ["1. Цели", "Страница 1 от", "Общо: 1 200,50 €", "1 фев 2027", "2/2027"]),
        ("en", "en-GB", ["1. Goals", "Page 1 of", "Total: €1,200.50", "1 Feb 2027", "Website"]),
        ("cy", "cy", ["1. Nodau", "Tudalen 1 o", "Cyfanswm: €1,200.50", "1 Chwef 2027", "Gwefan"]),
    ],
)
def test_a_plan_is_printed_with_labels_in_each_language(
    app: Flask, writer: Actor, plan_id: UUID, tmp_path: Path, tag: str, lang: str, words: list[str]
) -> None:
    printed = fetched(app, writer, f"/en/plans/{plan_id}/print/{tag}", tmp_path)

    for each in [*words, "Повече обаждания до линията", writer.name]:
        assert each in printed.text, each
    with pikepdf.open(printed.path) as pdf:
        assert str(pdf.Root.Lang) == lang


@pytest.mark.parametrize(("tag", "is_ours"), [("bg", False), ("en", True), ("cy", True)])
def test_words_that_are_ours_say_so(
    app: Flask, writer: Actor, plan_id: UUID, tmp_path: Path, tag: str, *, is_ours: bool
) -> None:
    printed = fetched(app, writer, f"/en/plans/{plan_id}/blank/{tag}", tmp_path)

    marks = ("Working translation of the headings", "Cyfieithiad gwaith o")
    assert any(mark in printed.text for mark in marks) == is_ours


def test_a_blank_has_the_whole_template_and_nothing_of_the_plan(
    app: Flask, writer: Actor, plan_id: UUID, tmp_path: Path
) -> None:
    printed = fetched(app, writer, f"/cy/plans/{plan_id}/blank/bg", tmp_path)

    for words in ("(бланка)", "Цел 2", "Големи медии", "9. Бюджет", "попълване на ръка"):
        assert words in printed.text
    assert "Повече обаждания" not in printed.text
    assert writer.name not in printed.text


def test_each_section_is_a_bookmark(
    app: Flask, writer: Actor, plan_id: UUID, tmp_path: Path
) -> None:
    printed = fetched(app, writer, f"/en/plans/{plan_id}/print/bg", tmp_path)

    with pikepdf.open(printed.path) as pdf, pdf.open_outline() as outline:
        titles = [one.title for one in outline.root]
    assert (len(titles), titles[0]) == (9, "1. Цели")


def test_the_page_of_the_plan_leads_to_its_prints(app: Flask, writer: Actor, plan_id: UUID) -> None:
    page = Visitor(app, writer).visit(f"/en/plans/{plan_id}?labels=bg")

    links = [str(link["href"]) for link in page.soup.select("a[download]")]
    assert links == [f"/en/plans/{plan_id}/print/bg", f"/en/plans/{plan_id}/blank/bg"]


def test_a_language_that_the_template_lacks_is_not_there(
    app: Flask, writer: Actor, plan_id: UUID
) -> None:
    Visitor(app, writer).visit(f"/en/plans/{plan_id}/print/fr", status=404)


def test_somebody_elses_plan_is_not_there(
    app: Flask, writer: Actor, plan_id: UUID, world: World
) -> None:
    other = world.actor(Role.PRACTITIONER, world.provider())

    assert writer.provider_id != other.provider_id
    Visitor(app, other).visit(f"/en/plans/{plan_id}/print/bg", status=404)
