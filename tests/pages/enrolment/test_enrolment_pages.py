from datetime import date
from typing import Any

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.enrolment.queries import count_units, find_enrolment, list_units
from assess.people.models import Provider
from tests.counting import counted_statements
from tests.visitor import Page, Visitor
from tests.world import MadeStandard, World


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def manager(world: World, provider: Provider) -> Actor:
    return world.actor(Role.MANAGER, provider)


@pytest.fixture
def office(app: Flask, manager: Actor) -> Visitor:
    return Visitor(app, manager)


@pytest.fixture
def standard(world: World) -> MadeStandard:
    return world.standard()


@pytest.fixture
def rhys(world: World, provider: Provider) -> Actor:
    return world.actor(Role.PRACTITIONER, provider, world.person(name="Rhys Pugh"))


START: dict[str, Any] = {"starts_on__day": "1", "starts_on__month": "9", "starts_on__year": "2026"}


def enrol(office: Visitor, rhys: Actor, standard: MadeStandard, **changes: Any) -> Page:  # noqa: ANN401 (what is typed)
    page = office.visit("/en/enrolments/new")
    fields: dict[str, Any] = {
        "practitioners": [str(rhys.person_id)],
        "standards": [str(standard.id)],
    }
    return office.submit(page, **(fields | START | changes))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_practitioner_is_enrolled_with_assessor_iqa_and_cohort(
    app: Flask,
    office: Visitor,
    manager: Actor,
    world: World,
    provider: Provider,
    rhys: Actor,
    standard: MadeStandard,
    language: str,
) -> None:
    assessor, iqa = world.actor(Role.ASSESSOR, provider), world.actor(Role.IQA, provider)
    page = office.visit(f"/{language}/enrolments/new?person={rhys.person_id}")
    assert page.fields()["practitioners"] == [str(rhys.person_id)]

    page = office.submit(
        page,
        standards=[str(standard.id)],
        cohort="Hydref 2026",
        assessor=str(assessor.person_id),
        iqa=str(iqa.person_id),
        learner_number="1234567890",
        assessment_language="cy",
        **START,
    )

    assert page.address == f"/{language}/enrolments"
    assert "Rhys Pugh" in page.text
    with app.app_context():
        (unit,) = list_units(db.session(), manager)
        terms = find_enrolment(db.session(), manager, unit.id).terms
    assert (unit.assessor_id, unit.iqa_id) == (assessor.person_id, iqa.person_id)
    assert (terms.starts_on, terms.learner_number) == (date(2026, 9, 1), "1234567890")


def test_a_second_post_of_one_enrolment_enrols_once(
    app: Flask, office: Visitor, manager: Actor, rhys: Actor, standard: MadeStandard
) -> None:
    page = office.visit("/en/enrolments/new")
    fields = {"practitioners": [str(rhys.person_id)], "standards": [str(standard.id)]} | START
    for _ in range(2):
        assert office.submit(page, **fields).address == "/en/enrolments"

    with app.app_context():
        assert count_units(db.session(), manager) == 1


def test_somebody_enrolled_already_is_named_as_such(
    office: Visitor, rhys: Actor, standard: MadeStandard
) -> None:
    enrol(office, rhys, standard)
    page = enrol(office, rhys, standard)

    assert page.errors[0].startswith("Somebody you chose is on one of these standards already")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"practitioners": []}, "Choose at least one practitioner"),
        ({"standards": []}, "Choose at least one standard"),
        ({"starts_on__day": ""}, "Enter a real date"),
        ({"starts_on__month": "2", "starts_on__day": "31"}, "Enter a real date"),
        ({"starts_on__year": "99999999999999999999"}, "Enter a real date"),
        (
            {"ends_on__day": "31", "ends_on__month": "8", "ends_on__year": "2026"},
            "The end must not be before the start",
        ),
        ({"learner_number": "123"}, "A unique learner number has ten digits"),
        ({"cohort": "x" * 201}, "This must be 200 characters or fewer"),
        ({"assessment_language": "fr"}, "Choose one of the answers shown"),
        ({"practitioners": ["x", "\x00", "\ufffd"]}, "Choose from the answers shown"),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_the_rest_stays(
    app: Flask,
    office: Visitor,
    manager: Actor,
    rhys: Actor,
    standard: MadeStandard,
    changes: dict[str, Any],
    message: str,
) -> None:
    page = enrol(office, rhys, standard, awarding_body="Agored Cymru", **changes)

    assert [error for error in page.errors if error.startswith(message)], page.errors
    assert page.fields()["awarding_body"] == "Agored Cymru"
    with app.app_context():
        assert count_units(db.session(), manager) == 0


def test_ids_of_another_provider_are_no_choice_in_any_field(
    app: Flask,
    office: Visitor,
    manager: Actor,
    world: World,
    rhys: Actor,
    standard: MadeStandard,
) -> None:
    other = world.provider()
    theirs = {role: str(world.actor(role, other).person_id) for role in Role}
    owned = world.standard("OTHERS1", owner_id=other.id)
    for changes in (
        {"practitioners": [theirs[Role.PRACTITIONER]]},
        {"practitioners": [str(rhys.person_id), theirs[Role.PRACTITIONER]]},
        {"assessor": theirs[Role.ASSESSOR]},
        {"iqa": theirs[Role.IQA]},
        {"standards": [str(owned.id)]},
        {"assessor": str(manager.person_id)},
    ):
        assert enrol(office, rhys, standard, **changes).errors, changes
    assert "OTHERS1" not in office.visit("/en/enrolments/new").text
    assert (
        not office.visit(f"/en/enrolments/new?person={theirs[Role.PRACTITIONER]}")
        .fields()
        .get("practitioners")
    )
    with app.app_context():
        assert count_units(db.session(), manager) == 0


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_enrolment_is_changed_and_a_change_meanwhile_is_shown_beside_it(
    app: Flask,
    office: Visitor,
    manager: Actor,
    world: World,
    rhys: Actor,
    standard: MadeStandard,
    language: str,
) -> None:
    unit = world.enrolment(rhys, standard)
    address = f"/{language}/enrolments/{unit.id}"
    mine, theirs = office.visit(address), office.visit(address)
    office.submit(theirs, cohort="Their cohort", qualification="Diploma")

    page = office.submit(mine, cohort="My cohort", awarding_body="Agored", status=409)

    assert "Their cohort" in page.text
    assert "Diploma" in page.text
    assert page.fields()["cohort"] == "My cohort"
    assert page.fields()["awarding_body"] == "Agored"
    page = office.submit(page)
    assert page.address == address
    with app.app_context():
        terms = find_enrolment(db.session(), manager, unit.id).terms
    assert (terms.cohort, terms.awarding_body) == ("My cohort", "Agored")


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\x00"])
def test_a_version_that_was_never_ours_overwrites_nothing(
    office: Visitor, world: World, rhys: Actor, standard: MadeStandard, version: str
) -> None:
    unit = world.enrolment(rhys, standard)
    page = office.visit(f"/en/enrolments/{unit.id}")

    office.submit(page, version=version, status=409)


def test_nobody_is_made_their_own_assessor(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard
) -> None:
    person = world.person()
    practitioner = world.actor(Role.PRACTITIONER, provider, person)
    world.actor(Role.ASSESSOR, provider, person)
    unit = world.enrolment(practitioner, standard)
    page = office.visit(f"/en/enrolments/{unit.id}")

    page = office.submit(page, assessor=str(person.id))

    assert page.errors == ["Nobody assesses their own work: choose another assessor"]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_empty_list_says_what_to_do(office: Visitor, language: str) -> None:
    page = office.visit(f"/{language}/enrolments")
    assert page.soup.select(f"main a[href='/{language}/enrolments/new']")
    page = office.visit(f"/{language}/enrolments/new")
    assert page.soup.select(f"main a[href='/{language}/people/invite']")


def test_the_list_is_narrowed_to_a_cohort_and_parted_into_pages(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard
) -> None:
    for number in range(55):
        person = world.person(name=f"Learner {number:02}")
        world.enrolment(
            world.actor(Role.PRACTITIONER, provider, person),
            standard,
            cohort="Autumn" if number else "Spring",
        )
    first = office.visit("/en/enrolments?cohort=Autumn")
    second = office.visit(str(first.soup.select("a[rel=next]")[0]["href"]))

    assert [len(page.soup.select("tbody th")) for page in (first, second)] == [50, 4]
    assert len(office.visit("/en/enrolments?cohort=Spring").soup.select("tbody th")) == 1
    assert not office.visit("/en/enrolments?cohort=None").soup.select("tbody th")
    assert office.visit("/en/enrolments?page=x&cohort=").soup.select("tbody th")


def test_a_large_providers_practitioners_are_found_by_name(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard
) -> None:
    del standard
    for number in range(105):
        world.actor(Role.PRACTITIONER, provider, world.person(name=f"Learner {number:03}"))
    page = office.visit("/en/enrolments/new")
    assert len(page.soup.select("input[name=practitioners]")) == 100
    assert "The first 100 are shown" in page.text

    page = office.visit("/en/enrolments/new?q=learner 104")

    assert len(page.soup.select("input[name=practitioners]")) == 1


@pytest.mark.usefixtures("rhys", "standard")
def test_what_is_missing_is_listed_in_the_order_of_the_page(office: Visitor) -> None:
    errors = office.submit(office.visit("/en/enrolments/new")).errors

    assert [error.split()[-1] for error in errors] == ["practitioner", "standard", "start"]


def test_a_search_as_long_as_a_book_finds_nobody_and_breaks_nothing(office: Visitor) -> None:
    page = office.visit("/en/enrolments/new?q=" + "x" * 60_000)

    assert not page.soup.select("input[name=practitioners]")


def test_the_lists_take_as_many_statements_whatever_their_size(
    office: Visitor, world: World, provider: Provider, rhys: Actor, standard: MadeStandard
) -> None:
    world.enrolment(rhys, standard)
    office.visit("/en/people")  # the first visit of all notes the session's token

    def statements(address: str) -> int:
        with counted_statements() as count:
            office.visit(address)
        return len(count)

    addresses = ("/en/people", "/en/enrolments", "/en/enrolments/new")
    few = [statements(address) for address in addresses]
    for _ in range(20):
        world.enrolment(world.actor(Role.PRACTITIONER, provider), standard)

    assert [statements(address) for address in addresses] == few
