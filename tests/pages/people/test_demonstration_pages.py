from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from assess.actor import Role
from assess.bilingual import Language
from assess.db import db
from assess.people.models import Credential
from assess.people.rules import DEMO_PASSWORD
from assess.people.service import hashing
from assess.settings import Settings
from tests.visitor import Visitor
from tests.world import World


@pytest.fixture
def demonstration(app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The service as `make run` starts it: sign-ins shown, mail kept."""
    before = app.extensions["assess_settings"]
    app.extensions["assess_settings"] = Settings(assess_demo=True, data_dir=tmp_path)
    yield app
    app.extensions["assess_settings"] = before


@pytest.fixture
def cast(app: Flask, world: World) -> None:
    provider = world.provider()
    for role in Role:
        person = world.person(
            name=f"Demo {role.value}", email=f"{role.value}@demo.example", language=Language.WELSH
        )
        world.actor(role, provider, person)
        with app.app_context():
            db.session.get_one(Credential, person.id).password_hash = hashing.hash_password(
                DEMO_PASSWORD
            )
            db.session.commit()
    world.actor(Role.MANAGER, provider, world.person(name="Somebody Real"))


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_demonstration_shows_its_people_and_they_can_sign_in(
    demonstration: Flask, language: str
) -> None:
    visitor = Visitor(demonstration)
    page = visitor.visit(f"/{language}/sign-in")
    names = [name.get_text(strip=True) for name in page.soup.select(".assess-people strong")]
    assert sorted(names) == sorted(f"Demo {role.value}" for role in Role)
    headings = [heading.get_text(strip=True) for heading in page.soup.select("main h3")]
    assert len(set(headings)) == len(Role)
    assert DEMO_PASSWORD in page.text

    page = visitor.submit(page, email="practitioner@demo.example", password=DEMO_PASSWORD)

    assert page.address == f"/{language}/"


@pytest.mark.usefixtures("cast")
def test_outside_the_demonstration_nobody_is_shown(visitor: Visitor) -> None:
    page = visitor.visit("/en/sign-in")

    assert "Demo" not in page.text
    assert DEMO_PASSWORD not in page.html


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_demonstration_shows_the_mail_that_it_did_not_send(
    demonstration: Flask, language: str
) -> None:
    visitor = Visitor(demonstration)
    assert not visitor.visit(f"/{language}/kept-mail").soup.select("article")
    page = visitor.visit(f"/{language}/forgotten-password")
    visitor.submit(page, email="iqa@demo.example")

    page = visitor.visit(f"/{language}/kept-mail")

    (link,) = page.soup.select("article a")
    heading = page.soup.select_one("article h2")
    assert heading is not None
    assert heading["lang"] == "cy"
    path = str(link["href"]).removeprefix("http://127.0.0.1:8000")
    assert visitor.visit(path).soup.select("input[type=password]")


def test_kept_mail_is_nowhere_else(visitor: Visitor) -> None:
    visitor.visit("/en/kept-mail", status=404)


def test_kept_mail_is_not_shown_where_mail_is_sent(demonstration: Flask, tmp_path: Path) -> None:
    demonstration.extensions["assess_settings"] = Settings(
        assess_demo=True, data_dir=tmp_path, smtp_host="127.0.0.1"
    )
    Visitor(demonstration).visit("/en/kept-mail", status=404)
