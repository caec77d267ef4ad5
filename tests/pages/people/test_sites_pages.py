import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.journal.models import JournalEntry
from assess.people.models import RoleHolding, Site
from tests.counting import counted_statements
from tests.visitor import Visitor
from tests.world import NOW, World


@pytest.fixture
def manager(world: World) -> Actor:
    return world.actor(Role.MANAGER, world.provider())


@pytest.fixture
def office(app: Flask, manager: Actor) -> Visitor:
    return Visitor(app, manager)


def add(office: Visitor, name: str, language: str = "en") -> None:
    office.submit(office.visit(f"/{language}/sites"), name=name)


def site_of(app: Flask, role: Actor) -> str:
    with app.app_context():
        return db.session.get_one(RoleHolding, role.role_holding_id).site


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_site_is_added_and_listed(office: Visitor, language: str) -> None:
    assert "<table" not in office.visit(f"/{language}/sites").html
    add(office, "  Aberaeron  ", language)

    assert "Aberaeron" in office.visit(f"/{language}/sites").text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (" ", "Enter the name of the site"),
        ("x" * 201, "This must be 200 characters or fewer; it has 201"),
        ("ABERAERON", "You have a site of this name already"),
    ],
)
def test_a_name_that_will_not_do_is_refused_beside_its_field(
    office: Visitor, typed: str, message: str
) -> None:
    add(office, "Aberaeron")

    page = office.submit(office.visit("/en/sites"), name=typed)

    assert page.errors == [message]
    assert page.soup.select_one("#name-error") is not None


def test_renaming_a_site_renames_it_in_every_role_and_is_recorded(
    app: Flask, office: Visitor, manager: Actor, world: World
) -> None:
    add(office, "Aberaeron")
    provider = world.provider()
    elsewhere = world.actor(Role.ASSESSOR, provider, site="Aberaeron")
    theirs = Visitor(app, world.actor(Role.MANAGER, provider))
    page = office.visit("/en/people/invite")
    office.submit(page, name="Nia", email="nia@example.test", roles=["assessor"], site="aberaeron ")
    page = office.visit("/en/sites")
    page = office.visit(str(page.soup.select("main table a")[0]["href"]))

    page = office.submit(page, name="Aberaeron Harbour")

    assert page.address == "/en/sites"
    with app.app_context():
        held = db.session.scalars(
            sa.select(RoleHolding.site).where(RoleHolding.provider_id == manager.provider_id)
        ).all()
        deeds = db.session.scalars(sa.select(JournalEntry.deed)).all()
    assert sorted(held) == ["", "Aberaeron Harbour"]
    assert "rename_site" in deeds
    assert site_of(app, elsewhere) == "Aberaeron"
    assert "Aberaeron Harbour" not in theirs.visit("/en/sites").text


def test_the_second_of_two_managers_is_told_of_the_first_ones_name(
    app: Flask, office: Visitor
) -> None:
    add(office, "Aberaeron")
    address = str(office.visit("/en/sites").soup.select("main table a")[0]["href"])
    opened = office.visit(address)
    office.submit(office.visit(address), name="The first")

    page = office.submit(opened, name="The second", status=409)

    assert "The first" in page.text
    assert page.fields()["name"] == "The second"
    assert office.submit(page).address == "/en/sites"
    with app.app_context():
        assert db.session.scalars(sa.select(Site.name)).all() == ["The second"]


def test_known_sites_are_offered_where_one_is_typed(office: Visitor) -> None:
    add(office, "Aberaeron")

    page = office.visit("/en/people/invite")

    box = page.soup.select_one("#site")
    assert box is not None
    assert [option["value"] for option in page.soup.select(f"datalist#{box['list']} option")] == [
        "Aberaeron"
    ]


def test_a_site_typed_with_a_role_becomes_known(office: Visitor) -> None:
    page = office.visit("/en/people/invite")
    office.submit(page, name="Nia", email="nia@example.test", roles=["assessor"], site="Llandysul")

    assert "Llandysul" in office.visit("/en/sites").text


def test_many_sites_come_in_pages_and_take_as_many_statements_as_few(
    office: Visitor, manager: Actor, world: World
) -> None:
    add(office, "Site 0")
    with counted_statements() as few:
        office.visit("/en/sites")
    world.save(
        *(
            Site(provider_id=manager.provider_id, name=f"Site {number}", created_at=NOW)
            for number in range(1, 61)
        )
    )

    with counted_statements() as many:
        page = office.visit("/en/sites?page=2")

    assert "Page 2 of 2" in page.text
    assert len(many) == len(few)
