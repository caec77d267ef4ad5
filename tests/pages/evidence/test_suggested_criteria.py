"""Criteria that evidence may show are suggested on upload and where it is mapped."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db, writing
from assess.evidence.models import EvidenceVersion, Mapping
from assess.people.models import Provider
from assess.standards.models import Criterion
from assess.standards.rules.library_file import read_library_file
from assess.standards.service import import_standard
from tests.counting import counted_statements
from tests.evidence_files import pdf
from tests.visitor import Page, Visitor
from tests.worded_files import worded_docx
from tests.world import MadeStandard, World

LIBRARY = Path(__file__).parents[3] / "standards"


@pytest.fixture
def standard(world: World, actor: Actor) -> MadeStandard:
    """Give INSSMA11 with its own words, and the practitioner enrolled on it."""
    text = (LIBRARY / "INSSMA11-1.toml").read_text(encoding="utf-8")
    with world.context():
        with writing() as session:
            made = import_standard(session, standard=read_library_file(text), now=datetime.now(UTC))
        row = db.session.execute(
            sa.select(Criterion.label, Criterion.id).where(
                Criterion.standard_id == made.standard_id
            )
        )
        criteria = {one.label: one.id for one in row}
    standard = MadeStandard(
        made.standard_id, "INSSMA11", made.standard_id, made.standard_id, criteria
    )
    world.enrolment(actor, standard)
    return standard


def suggested(page: Page) -> list[str]:
    return [label.get_text() for label in page.soup.select(".assess-suggested label strong")]


def add_file(mine: Visitor, data: bytes, name: str) -> Page:
    return mine.submit(mine.visit("/en/evidence/new"), files=[(io.BytesIO(data), name)])


@pytest.mark.usefixtures("standard")
def test_criteria_are_suggested_when_a_file_has_been_added_and_none_is_ticked(
    mine: Visitor,
) -> None:
    data = worded_docx("We piloted the campaign and evaluated it against what we had agreed.")

    page = add_file(mine, data, "report.docx")

    assert suggested(page)[0] in {"INSSMA11 P10", "INSSMA11 K7"}
    assert len(suggested(page)) <= 8
    assert not page.soup.select(".assess-suggested input[checked]")
    assert "pilot" in [mark.get_text() for mark in page.soup.select(".assess-suggested mark")]


def test_what_is_ticked_among_them_is_mapped(
    mine: Visitor, world: World, standard: MadeStandard
) -> None:
    page = add_file(mine, worded_docx("A risk assessment and mitigation"), "risks.docx")

    page = mine.submit(page, form="form[data-suggested]", mapped=[str(standard.criteria["P11"])])

    assert "INSSMA11 P11" in page.text
    with world.context():
        assert db.session.scalars(sa.select(Mapping.criterion_id)).all() == [
            standard.criteria["P11"]
        ]


@pytest.mark.usefixtures("standard")
@pytest.mark.parametrize(
    "offered",
    [
        {"offered_as": "text", "text": "We carried out a risk assessment, with mitigation."},
        {
            "offered_as": "address",
            "address": "https://example.org/a",
            "description": "Our risk assessment, with mitigation.",
        },
        {
            "offered_as": "pointer",
            "held_at": "The office",
            "description": "Our risk assessment, with mitigation.",
        },
    ],
    ids=["typed", "a note on an address", "a note on what is held elsewhere"],
)
def test_typed_text_and_notes_are_compared_as_soon_as_they_are_added(
    mine: Visitor, offered: dict[str, str]
) -> None:
    changes: dict[str, Any] = {"title": "Mine"} | offered
    page = mine.submit(mine.visit("/en/evidence/new"), **changes)

    assert {"INSSMA11 P11", "INSSMA11 K11"} <= set(suggested(page))


@pytest.mark.usefixtures("standard")
def test_a_note_beside_a_file_is_compared_with_what_the_file_says(mine: Visitor) -> None:
    page = mine.submit(
        mine.visit("/en/evidence/new"),
        files=[(io.BytesIO(worded_docx("Bread, butter, jam")), "list.docx")],
        description="The risk assessment and mitigation behind this list.",
    )

    assert "INSSMA11 P11" in suggested(page)


@pytest.mark.usefixtures("standard")
def test_welsh_evidence_is_compared_with_the_welsh_words_on_the_welsh_page(
    mine: Visitor, world: World, actor: Actor
) -> None:
    evidence = world.evidence(
        actor, title="Y peilot", language="cy", text="Peilotwyd y rhaglen a gwerthuswyd hi."
    )

    page = mine.visit(f"/cy/evidence/{evidence.id}/criteria")

    assert "Meini prawf a awgrymir" in page.text
    assert suggested(page)[0] in {"INSSMA11 P10", "INSSMA11 K7"}
    assert page.soup.select_one(".assess-suggested label span[lang=cy] mark") is not None


@pytest.mark.usefixtures("standard")
def test_english_evidence_keeps_its_language_on_the_welsh_page(
    mine: Visitor, world: World, actor: Actor
) -> None:
    evidence = world.evidence(actor, title="Risks", text="We carried out a risk assessment.")

    page = mine.visit(f"/cy/evidence/{evidence.id}/criteria")

    assert page.soup.select_one(".assess-suggested label span[lang=en]") is not None


@pytest.mark.usefixtures("standard")
@pytest.mark.parametrize(
    ("language", "text"), [("en", "Bread, butter, jam"), ("fr", "A risk assessment")]
)
def test_nothing_is_shown_where_nothing_matches(
    mine: Visitor, world: World, actor: Actor, language: str, text: str
) -> None:
    evidence = world.evidence(actor, title="-", language=language, text=text)

    page = mine.visit(f"/en/evidence/{evidence.id}/criteria")

    assert page.soup.select_one(".assess-suggested") is None


@pytest.mark.usefixtures("standard")
@pytest.mark.parametrize("data", [pdf(1), pdf(1, password="open")], ids=["scan", "locked"])
def test_a_file_without_words_is_added_without_suggestions(mine: Visitor, data: bytes) -> None:
    page = add_file(mine, data, "x.pdf")

    assert page.heading == "x.pdf"
    assert suggested(page) == []


def test_what_is_mapped_or_ticked_already_is_not_suggested(
    mine: Visitor, world: World, actor: Actor, standard: MadeStandard
) -> None:
    evidence = world.evidence(actor, title="Risks", text="A risk assessment, and mitigation.")
    address = f"/en/evidence/{evidence.id}/criteria"
    assert {"INSSMA11 P11", "INSSMA11 K11"} <= set(suggested(mine.visit(address)))

    form = mine.visit(address)
    ticked = str(standard.criteria["P11"])
    place = {f"where-{ticked}": "page", f"at-{ticked}": "the third"}
    refused = mine.post(address, form.fields() | {"mapped": [ticked]} | place)

    assert refused.errors
    assert "INSSMA11 P11" not in suggested(refused)
    assert "INSSMA11 K11" in suggested(refused)


@pytest.mark.usefixtures("standard")
def test_the_page_of_a_piece_suggests_only_when_it_has_just_been_added(
    mine: Visitor, world: World, actor: Actor
) -> None:
    evidence = world.evidence(actor, title="Risks", text="A risk assessment.")

    assert not suggested(mine.visit(f"/en/evidence/{evidence.id}"))
    assert suggested(mine.visit(f"/en/evidence/{evidence.id}?added="))


@pytest.mark.usefixtures("standard")
def test_who_may_not_map_it_gets_no_suggestions(
    app: Flask, world: World, actor: Actor, provider: Provider
) -> None:
    manager = world.actor(Role.MANAGER, provider)
    evidence = world.evidence(actor, title="Risks", text="A risk assessment.")

    page = Visitor(app, manager).visit(f"/en/evidence/{evidence.id}?added=")

    assert not suggested(page)


@pytest.mark.usefixtures("standard")
def test_suggesting_takes_as_many_statements_however_many_files_there_are(
    mine: Visitor, world: World
) -> None:
    counts = []
    for number in (2, 6):
        form = mine.visit("/en/evidence/new")
        files = [(io.BytesIO(worded_docx(f"Risk {one}")), f"{one}.docx") for one in range(number)]
        mine.submit(form, title=f"{number} files", files=files)
        with world.context():
            evidence_id = db.session.scalars(
                sa.select(EvidenceVersion.evidence_id).where(
                    EvidenceVersion.title == f"{number} files"
                )
            ).one()
        with counted_statements() as sent:
            mine.visit(f"/en/evidence/{evidence_id}/criteria")
        counts.append(len(sent))

    assert counts[0] == counts[1]
