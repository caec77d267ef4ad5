import io
from typing import Any

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.standards.queries import find_own_standard, list_criteria
from tests.nos_files import html_of, numbered_word_of, pdf_of, sample, scan_of
from tests.visitor import Page, Visitor
from tests.world import World

DRAFT = """ABCDE1 Do a thing

Overview

It is about it.

Performance criteria

You must be able to:

P1 do this
P2 do that
some text that belongs nowhere, Behold

Knowledge and understanding

You need to know and understand:

K1 why
"""


@pytest.fixture
def manager(world: World) -> Actor:
    return world.actor(Role.MANAGER, world.provider())


@pytest.fixture
def office(app: Flask, manager: Actor) -> Visitor:
    return Visitor(app, manager)


def read(office: Visitor, language: str = "en", **fields: Any) -> Page:  # noqa: ANN401 (what is typed)
    page = office.visit(f"/{language}/standards/import")
    return office.submit(page, **{"provenance": "published", "step": "read"} | fields)


def confirm(office: Visitor, page: Page, **fields: Any) -> Page:  # noqa: ANN401 (what is typed)
    return office.submit(page, **{"step": "import"} | fields)


def labels(app: Flask, manager: Actor, urn: str, edition: str = "1") -> list[str]:
    with app.app_context():
        found = find_own_standard(
            db.session(), urn=urn, edition=edition, provider_id=manager.provider_id
        )
        return (
            [one.label for one in list_criteria(db.session(), standard_ids=[found])]
            if found
            else []
        )


@pytest.mark.parametrize("language", ["en", "cy"])
def test_pasted_text_is_shown_before_anything_is_kept(
    app: Flask, office: Visitor, manager: Actor, language: str
) -> None:
    page = read(office, language, text=sample("INSSMA11.en.txt"))

    assert "engage with the target groups, partners and key stakeholders" in page.text
    assert "Stakeholders" in page.text
    assert labels(app, manager, "INSSMA11") == []


def test_what_was_shown_is_imported_for_the_own_provider_only(
    app: Flask, office: Visitor, manager: Actor, world: World
) -> None:
    page = confirm(office, read(office, text=sample("INSSMA11.en.txt")))

    assert page.address == "/en/standards/INSSMA11/1"
    assert len(labels(app, manager, "INSSMA11")) == 40
    stranger = Visitor(app, world.actor(Role.MANAGER, world.provider()))
    stranger.visit("/en/standards/INSSMA11/1", status=404)


def test_the_other_language_joins_the_standard_imported_before(
    app: Flask, office: Visitor, manager: Actor
) -> None:
    confirm(office, read(office, text=sample("INSSMA11.en.txt")))
    page = read(office, text=sample("INSSMA11.cy.txt"), urn="INSSMA11")
    assert "You have this version already" in page.text
    confirm(office, page)

    both = office.visit("/en/standards/INSSMA11/1?view=both").text
    assert "engage with the target groups" in both
    assert "grwpiau targed" in both
    assert len(labels(app, manager, "INSSMA11")) == 40


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("INSSMA12.cy.docx", numbered_word_of(sample("INSSMA12.cy.txt"))),
        ("INSSMA12.cy.pdf", pdf_of(sample("INSSMA12.cy.txt"))),
        ("INSSMA12.cy.txt", sample("INSSMA12.cy.txt").encode()),
        ("INSSMA12.cy.html", html_of(sample("INSSMA12.cy.txt"))),
        ("INSSMA12.cy.htm", html_of(sample("INSSMA12.cy.txt"), style="x" * 300_000)),
        ("INSSMA12.cy", html_of(sample("INSSMA12.cy.txt"))),
    ],
)
def test_a_file_is_read_and_its_text_kept_in_the_form(
    app: Flask, office: Visitor, manager: Actor, name: str, data: bytes
) -> None:
    page = read(office, file=(io.BytesIO(data), name))
    assert page.fields()["name"] == name
    confirm(office, page)

    assert len(labels(app, manager, "INSSMA12")) == 27


def test_of_a_web_page_only_the_text_is_kept(office: Visitor) -> None:
    given = html_of(sample("INSSMA12.cy.txt"), style="p { color: red }")
    page = read(office, file=(io.BytesIO(given), "INSSMA12.cy.html"))
    kept = page.fields()["text"]

    for word in ("onload", "alert", "color: red", "href"):
        assert word in given.decode()
        assert word not in kept


def test_a_file_that_comes_with_the_button_to_import_is_shown_first(
    app: Flask, office: Visitor, manager: Actor
) -> None:
    page = office.visit("/en/standards/import")
    office.submit(
        page, provenance="published", step="import",
        file=(io.BytesIO(sample("INSSMA11.en.txt").encode()), "INSSMA11.txt"),
    )  # fmt: skip

    assert labels(app, manager, "INSSMA11") == []


def test_every_warning_is_shown_with_its_line_in_the_pages_language(office: Visitor) -> None:
    page = read(office, "cy", text=DRAFT.replace("P2", "P9"))
    warnings = page.soup.select("[role=status] li")

    assert warnings
    assert all("Llinell" in one.get_text() for one in warnings)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": ""}, "Choose a file or paste the text"),
        ({"file": (io.BytesIO(b"  "), "x.txt")}, "There is no text in this file"),
        ({"text": DRAFT, "provenance": ""}, "Choose one of the answers shown"),
        ({"text": DRAFT.replace("ABCDE1 ", "")}, "enter the URN"),
        ({"text": DRAFT, "urn": "not a urn"}, "capital letters, then figures"),
        ({"text": "ABCDE1 Do a thing\n\nOverview\n\nProse alone."}, "No criteria were found"),
        ({"file": (io.BytesIO(scan_of()), "scan.pdf")}, "pictures of pages"),
        ({"file": (io.BytesIO(b"\x89PNG\r\n\x1a\n rest"), "x.html")}, "This file is broken"),
        ({"file": (io.BytesIO(b"a word " * 40_000), "x.txt")}, "far longer than a standard"),
        ({"file": (io.BytesIO(b"%PDF-1.4 broken"), "x.pdf")}, "This file is broken"),
    ],
)
def test_what_cannot_be_imported_is_said_beside_its_field_and_nothing_is_lost(
    office: Visitor, fields: dict[str, Any], says: str
) -> None:
    page = read(office, **fields)

    assert any(says in error for error in page.errors), page.errors
    if fields.get("text"):
        assert page.fields()["text"].strip() == fields["text"].strip()


def test_a_text_that_has_lost_its_criteria_takes_none_away(
    app: Flask, office: Visitor, manager: Actor
) -> None:
    confirm(office, read(office, text=DRAFT))
    half = DRAFT[: DRAFT.index("P1")] + DRAFT[DRAFT.index("Knowledge") :]
    page = confirm(office, read(office, text=half))

    assert any("nothing is changed" in error for error in page.errors)
    assert labels(app, manager, "ABCDE1") == ["P1", "P2", "K1"]


def test_importing_twice_changes_nothing(app: Flask, office: Visitor, manager: Actor) -> None:
    page = read(office, text=DRAFT)
    confirm(office, page)
    confirm(office, page)
    confirm(office, read(office, text=DRAFT))

    assert labels(app, manager, "ABCDE1") == ["P1", "P2", "K1"]


def test_a_working_translation_is_marked_as_one(office: Visitor) -> None:
    page = confirm(office, read(office, text=DRAFT, provenance="working translation"))

    assert "working translation" in page.text.lower()


def test_the_version_that_is_typed_wins(app: Flask, office: Visitor, manager: Actor) -> None:
    page = confirm(office, read(office, text=DRAFT, version="2"))

    assert page.address == "/en/standards/ABCDE1/2"
    assert labels(app, manager, "ABCDE1", "2")


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.ASSESSOR, Role.IQA])
def test_only_managers_import(app: Flask, world: World, role: Role) -> None:
    visitor = Visitor(app, world.actor(role, world.provider()))

    assert "Import a standard" not in visitor.visit("/en/standards").text
    visitor.visit("/en/standards/import", status=403)
