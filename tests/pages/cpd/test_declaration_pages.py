from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.people.models import Provider
from tests.counting import counted_statements
from tests.cpd_record import activity, reflection
from tests.visitor import Visitor
from tests.world import World

TODAY = datetime.now(UTC).date()
WRITTEN = "Something that only Aled may read"


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def mair(app: Flask, world: World, provider: Provider) -> Visitor:
    return Visitor(app, world.actor(Role.MANAGER, provider, world.person(name="Mair")))


@pytest.fixture
def aled(world: World, provider: Provider) -> Actor:
    person = world.person(name="Aled", language=Language.WELSH)
    return world.actor(Role.ASSESSOR, provider, person)


@pytest.fixture
def aled_at(app: Flask, aled: Actor) -> Visitor:
    return Visitor(app, aled)


def typed(name: str, day: date) -> dict[str, Any]:
    return {
        f"{name}__day": str(day.day),
        f"{name}__month": str(day.month),
        f"{name}__year": str(day.year),
    }


def asking(role: str = "assessor", **changes: Any) -> dict[str, Any]:  # noqa: ANN401 (what is typed)
    return {
        "role": role,
        **typed("starts_on", TODAY - timedelta(days=300)),
        **typed("ends_on", TODAY),
        **typed("due_on", TODAY + timedelta(days=20)),
        **changes,
    }


def ask(mair: Visitor) -> str:
    """Ask the assessors; give the page of the request after its language."""
    form = mair.visit("/en/cpd/declaration-requests/new")
    return mair.submit(form, **asking()).address.removeprefix("/en")


def persons_page(asked: str) -> str:
    return asked.replace("declaration-requests", "declarations")


def test_before_anybody_was_asked_the_page_says_what_to_do(mair: Visitor) -> None:
    assert "Nobody has been asked yet" in mair.visit("/en/cpd/declaration-requests").text


@pytest.mark.usefixtures("aled")
def test_a_manager_asks_and_sees_who_has_not_declared(mair: Visitor) -> None:
    asked = ask(mair)

    page = mair.visit(f"/en{asked}")

    assert "0 of 1 declared" in page.text
    assert "Aled" in page.text
    assert "Not declared" in page.text
    assert "0 of 1" in mair.visit("/en/cpd/declaration-requests").text


@pytest.mark.usefixtures("aled")
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (asking("iqa"), "Nobody holds this role now"),
        (asking("x"), "Choose one of the answers shown"),
        (asking(**typed("due_on", TODAY - timedelta(days=1))), "Enter today or a day that is"),
        (asking(**typed("due_on", date(2090, 1, 1))), "Enter a day within the next year"),
        (asking(**typed("ends_on", date(2000, 1, 1))), "The last day must not be before"),
        (asking(**typed("starts_on", date(1930, 1, 1))), "Enter a day in 1950 or later"),
        (asking(**typed("starts_on", date(2000, 1, 1))), "Enter a period of five years or less"),
        (asking(starts_on__month="13"), "Enter a real date"),
    ],
)
def test_what_nobody_could_answer_is_not_asked(
    mair: Visitor, changes: dict[str, Any], message: str
) -> None:
    form = mair.visit("/en/cpd/declaration-requests/new")

    page = mair.submit(form, **changes)

    assert message in page.errors[0]


@pytest.mark.usefixtures("aled")
def test_the_same_is_not_asked_twice(mair: Visitor) -> None:
    ask(mair)

    page = mair.submit(mair.visit("/en/cpd/declaration-requests/new"), **asking())

    assert page.errors == ["You are asking this role for this period already"]


def test_the_person_is_told_sees_what_they_hold_and_declares(
    world: World, mair: Visitor, aled: Actor, aled_at: Visitor
) -> None:
    activity(world, aled, (TODAY - timedelta(days=9)).isoformat(), title=WRITTEN)
    asked = ask(mair)
    assert "Mae Mair yn gofyn" in aled_at.visit("/cy/notifications").text
    assert "/cy/cpd/declarations/" in aled_at.visit("/cy/cpd/years").html

    page = aled_at.visit(f"/cy{persons_page(asked)}")
    assert WRITTEN in page.text
    assert aled_at.submit(page).errors
    aled_at.submit(page, declared="y")

    assert "1 of 1 declared" in mair.visit(f"/en{asked}").text


def test_no_word_of_an_activity_is_on_any_page_of_the_manager(
    world: World, mair: Visitor, aled: Actor, aled_at: Visitor
) -> None:
    done = activity(
        world, aled, (TODAY - timedelta(days=9)).isoformat(), title=WRITTEN, learned=WRITTEN
    )
    reflection(world, aled, WRITTEN, on=done)
    asked = ask(mair)
    aled_at.submit(aled_at.visit(f"/en{persons_page(asked)}"), declared="y")

    for address in (
        "/en/cpd",
        "/en/cpd/years",
        "/en/cpd/declaration-requests",
        "/en/cpd/declaration-requests/new",
        f"/en{asked}",
        f"/en/people/{aled.person_id}",
        "/en/notifications",
    ):
        page = mair.visit(address)
        assert "only Aled" not in page.html, address
        assert "2.5" not in page.text, address
    mair.visit(f"/en{persons_page(asked)}", status=404)


def test_after_its_end_nobody_declares_any_more(
    app: Flask, world: World, mair: Visitor, aled_at: Visitor, provider: Provider
) -> None:
    asked = ask(mair)
    other = Visitor(app, world.actor(Role.ASSESSOR, provider))
    form = other.visit(f"/en{persons_page(asked)}")
    aled_at.submit(aled_at.visit(f"/en{persons_page(asked)}"), declared="y")

    mair.submit(mair.visit(f"/en{asked}"))
    page = other.submit(form, declared="y")

    assert page.errors == ["Your provider asks for this no more"]
    assert "1 of 2" in mair.visit("/en/cpd/declaration-requests").text
    assert "Ended" in mair.visit("/en/cpd/declaration-requests").text
    assert "Declared" in aled_at.visit(f"/en{persons_page(asked)}").text


@pytest.mark.usefixtures("aled")
def test_another_providers_manager_finds_no_request(
    app: Flask, world: World, mair: Visitor
) -> None:
    asked = ask(mair)

    other = Visitor(app, world.actor(Role.MANAGER, world.provider()))
    other.visit(f"/en{asked}", status=404)


def test_a_long_list_of_people_is_paged_in_as_many_statements(
    world: World, mair: Visitor, provider: Provider
) -> None:
    world.actor(Role.ASSESSOR, provider)
    asked = ask(mair)
    mair.visit(f"/en{asked}")
    with counted_statements() as few:
        mair.visit(f"/en{asked}")
    for _ in range(51):
        world.actor(Role.ASSESSOR, provider)
    with counted_statements() as many:
        page = mair.visit(f"/en{asked}")

    assert len(page.soup.select("tbody tr")) == 50
    assert len(mair.visit(f"/en{asked}?page=2").soup.select("tbody tr")) == 2
    assert len(many) == len(few)


def test_an_assessor_releases_a_period_and_takes_it_back(aled_at: Visitor) -> None:
    form = aled_at.visit("/en/cpd/releases")
    assert "Nothing is released" in form.text

    days = typed("starts_on", TODAY - timedelta(days=300)) | typed("ends_on", TODAY)
    page = aled_at.submit(form, **days)
    assert "Released on" in page.text
    again = aled_at.submit(page, form="main form[novalidate]", **days)
    assert again.errors == ["You have released this period already"]
    page = aled_at.submit(page, form='form[action$="/withdrawal"]')

    assert "Withdrawn" in page.text


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (TODAY, TODAY - timedelta(days=1), "The last day must not be before the first"),
        (TODAY + timedelta(days=1), TODAY + timedelta(days=9), "This period has not begun yet"),
        (date(1930, 1, 1), TODAY, "Enter a day in 1950 or later"),
    ],
)
def test_what_shows_nothing_is_not_released(
    aled_at: Visitor, first: date, last: date, message: str
) -> None:
    form = aled_at.visit("/en/cpd/releases")

    page = aled_at.submit(form, **typed("starts_on", first), **typed("ends_on", last))

    assert page.errors == [message]


def test_somebody_elses_release_is_not_withdrawn(
    app: Flask, world: World, aled_at: Visitor, provider: Provider
) -> None:
    form = aled_at.visit("/en/cpd/releases")
    page = aled_at.submit(
        form, **typed("starts_on", TODAY - timedelta(days=9)), **typed("ends_on", TODAY)
    )
    button = page.soup.select_one('form[action$="/withdrawal"]')
    assert button is not None

    bethan = Visitor(app, world.actor(Role.IQA, provider))
    fields = bethan.visit("/en/cpd/releases").fields("main form[novalidate]")
    bethan.post(str(button["action"]), fields, status=404)

    assert "Withdrawn" not in aled_at.visit("/en/cpd/releases").text
