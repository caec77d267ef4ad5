from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.enrolment.models import Cohort, Enrolment
from assess.journal.models import JournalEntry
from tests.counting import counted_statements
from tests.visitor import Page, Visitor
from tests.world import NOW, World


@pytest.fixture
def manager(world: World) -> Actor:
    return world.actor(Role.MANAGER, world.provider())


@pytest.fixture
def office(app: Flask, manager: Actor) -> Visitor:
    return Visitor(app, manager)


def dates(name: str, day: int, month: int, year: int) -> dict[str, Any]:
    return {f"{name}__day": str(day), f"{name}__month": str(month), f"{name}__year": str(year)}


def add(office: Visitor, language: str = "en", **typed: Any) -> Page:  # noqa: ANN401 (what is typed)
    return office.submit(office.visit(f"/{language}/cohorts"), **typed)


def first_address(office: Visitor) -> str:
    return str(office.visit("/en/cohorts").soup.select("main table a")[0]["href"])


@pytest.mark.parametrize(("language", "start"), [("en", "1 September 2026"), ("cy", "1 Medi 2026")])
def test_a_cohort_is_added_with_its_dates(office: Visitor, language: str, start: str) -> None:
    page = add(
        office,
        language,
        name=" Autumn  2026 ",
        **dates("starts_on", 1, 9, 2026),
        **dates("ends_on", 31, 8, 2027),
    )

    assert page.address == f"/{language}/cohorts"
    assert "Autumn 2026" in page.text
    assert start in page.text


@pytest.mark.parametrize(
    ("typed", "message", "field"),
    [
        ({"name": " "}, "Enter the name of the cohort", "name"),
        ({"name": "AUTUMN 2026"}, "You have a cohort of this name already", "name"),
        (
            {
                "name": "Spring",
                **dates("starts_on", 1, 9, 2026),
                **dates("ends_on", 31, 8, 2026),
            },
            "The cohort must not end before it starts",
            "ends_on",
        ),
        (
            {"name": "Spring", **dates("ends_on", 31, 2, 2026)},
            "Enter a real date, for example 27 3 2026",
            "ends_on",
        ),
    ],
)
def test_what_will_not_do_is_refused_beside_its_field(
    app: Flask, office: Visitor, typed: dict[str, Any], message: str, field: str
) -> None:
    add(office, name="Autumn 2026")

    page = add(office, **typed)

    assert page.errors == [message]
    assert page.soup.select_one(f'[id^="{field}"][id$="-error"]') is not None
    with app.app_context():
        assert db.session.scalars(sa.select(Cohort.name)).all() == ["Autumn 2026"]


def test_a_cohort_that_comes_to_end_before_its_start_is_refused(office: Visitor) -> None:
    add(office, name="Autumn 2026", **dates("starts_on", 1, 9, 2026))

    page = office.submit(office.visit(first_address(office)), **dates("ends_on", 1, 1, 2026))

    assert page.errors == ["The cohort must not end before it starts"]


def test_renaming_a_cohort_renames_it_in_every_enrolment_and_is_recorded(
    app: Flask, office: Visitor, manager: Actor, world: World
) -> None:
    add(office, name="Autumn 2026")
    standard = world.standard()
    for provider in (manager, world.actor(Role.MANAGER, world.provider())):
        rhys = world.actor(Role.PRACTITIONER, world.provider(), provider_id=provider.provider_id)
        world.save(
            Enrolment(
                provider_id=provider.provider_id,
                practitioner_id=rhys.person_id,
                standard_id=standard.id,
                cohort="Autumn 2026",
                starts_on=NOW.date(),
                created_at=NOW,
            )
        )

    page = office.submit(office.visit(first_address(office)), name="Hydref 2026")

    assert page.address == "/en/cohorts"
    with app.app_context():
        named = db.session.execute(sa.select(Enrolment.provider_id, Enrolment.cohort)).all()
        deeds = db.session.scalars(sa.select(JournalEntry.deed)).all()
    assert {cohort for provider, cohort in named if provider == manager.provider_id} == {
        "Hydref 2026"
    }
    assert {cohort for provider, cohort in named if provider != manager.provider_id} == {
        "Autumn 2026"
    }
    assert "change_cohort" in deeds


def test_the_second_of_two_managers_sees_what_the_first_saved(office: Visitor) -> None:
    add(office, name="Autumn 2026")
    address = first_address(office)
    opened = office.visit(address)
    office.submit(office.visit(address), name="The first")

    page = office.submit(opened, name="The second", status=409)

    assert "The first" in page.text
    assert page.fields()["name"] == "The second"
    assert office.submit(page).address == "/en/cohorts"


def test_known_cohorts_are_offered_and_one_typed_with_an_enrolment_becomes_known(
    office: Visitor, manager: Actor, world: World
) -> None:
    add(office, name="Autumn 2026")
    provider = world.provider()
    rhys = world.actor(Role.PRACTITIONER, provider, provider_id=manager.provider_id)
    gwen = world.actor(Role.PRACTITIONER, provider, provider_id=manager.provider_id)
    standard = world.standard()
    page = office.visit("/en/enrolments/new")
    box = page.soup.select_one("#cohort")
    assert box is not None
    assert [option["value"] for option in page.soup.select(f"datalist#{box['list']} option")] == [
        "Autumn 2026"
    ]

    for person, cohort in ((rhys, "autumn 2026"), (gwen, "Spring 2027")):
        office.submit(
            office.visit("/en/enrolments/new"),
            practitioners=[str(person.person_id)],
            standards=[str(standard.id)],
            cohort=cohort,
            **dates("starts_on", 1, 9, 2026),
        )

    names = [link.get_text() for link in office.visit("/en/cohorts").soup.select("main table a")]
    assert names == ["Autumn 2026", "Spring 2027"]


def test_many_cohorts_come_in_pages_and_take_as_many_statements_as_few(
    office: Visitor, manager: Actor, world: World
) -> None:
    add(office, name="Cohort 0")
    with counted_statements() as few:
        office.visit("/en/cohorts")
    world.save(
        *(
            Cohort(provider_id=manager.provider_id, name=f"Cohort {number}", created_at=NOW)
            for number in range(1, 61)
        )
    )

    with counted_statements() as many:
        page = office.visit("/en/cohorts?page=2")

    assert "Page 2 of 2" in page.text
    assert len(many) == len(few)
