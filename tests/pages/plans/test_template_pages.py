"""A provider's manager adds a template by its file; a bad one is refused line by line."""

import io
from typing import Any

import pytest
from flask import Flask

from assess.actor import Actor, Role
from tests.plan_templates import SMALL
from tests.visitor import Page, Visitor
from tests.world import World


@pytest.fixture
def manager(world: World) -> Actor:
    actor = world.actor(Role.MANAGER, world.provider())
    world.standard("INSSMA99", owner_id=actor.provider_id)
    return actor


@pytest.fixture
def office(app: Flask, manager: Actor) -> Visitor:
    return Visitor(app, manager)


def add(office: Visitor, text: str | bytes, language: str = "en") -> Page:
    data = text.encode() if isinstance(text, str) else text
    page = office.visit(f"/{language}/plans/templates")
    file: Any = (io.BytesIO(data), "plan.toml")
    return office.submit(page, file=file)


def test_a_template_is_added_and_serves_that_provider_alone(
    app: Flask, office: Visitor, world: World
) -> None:
    page = add(office, SMALL)

    assert "A small plan" in page.text
    assert "For your provider" in page.text
    other = Visitor(app, world.actor(Role.MANAGER, world.provider()))
    assert "A small plan" not in other.visit("/en/plans/templates").text


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "there is no table and no goals to draw from at “teams.name”"),
        ("cy", "“teams.name”"),
    ],
)
def test_a_bad_file_is_refused_with_the_line_and_the_reason(
    office: Visitor, language: str, reason: str
) -> None:
    broken = SMALL.replace("people.name", "teams.name")
    line = 1 + [one.startswith("from =") for one in broken.split("\n")].index(True)

    page = add(office, broken, language)

    cells = [cell.get_text(strip=True) for cell in page.soup.select("tbody td")]
    assert cells[0] == str(line)
    assert cells[1] == "section[2].field[2].column[1].from"
    assert reason in cells[2]
    assert page.errors


def test_the_reasons_are_said_in_welsh_on_the_welsh_page(office: Visitor) -> None:
    broken = SMALL.replace('key = "how"', 'key = "who"')

    english, welsh = add(office, broken), add(office, broken, "cy")

    said = [page.soup.select("tbody td")[2].get_text() for page in (english, welsh)]
    assert said[0] == "“who” stands twice"
    assert said[0] != said[1]


def test_a_label_that_the_standard_does_not_have_is_refused(office: Visitor) -> None:
    page = add(office, SMALL.replace('criterion = "P2"', 'criterion = "P77"'))

    assert "INSSMA99/1 has no criterion P77" in page.text


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"\xff\xfe\x00x", "This file is no text in UTF-8"), (b"", "The template has not been added")],
)
def test_what_is_no_template_is_refused(office: Visitor, data: bytes, message: str) -> None:
    assert message in add(office, data).text


def test_no_file_at_all_is_said(office: Visitor) -> None:
    page = office.submit(office.visit("/en/plans/templates"))

    assert page.errors == ["Choose a file"]


def test_adding_the_same_file_again_changes_nothing(office: Visitor) -> None:
    add(office, SMALL)
    page = add(office, SMALL)

    assert page.text.count("A small plan") == 1


def test_practitioners_do_not_add_templates(app: Flask, world: World) -> None:
    visitor = Visitor(app, world.actor(Role.PRACTITIONER, world.provider()))

    visitor.visit("/en/plans/templates", status=403)
