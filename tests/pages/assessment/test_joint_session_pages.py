from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from icalendar import Calendar

from assess.actor import Actor, Role
from assess.assessment.models import Request
from assess.assessment.rules import Outcome
from assess.db import db
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Page, Visitor
from tests.world import World

DAY = (datetime.now(UTC) + timedelta(days=10)).date()
TYPED = {
    "starts_on-day": str(DAY.day),
    "starts_on-month": str(DAY.month),
    "starts_on-year": str(DAY.year),
    "starts_at": "14.00",
    "minutes": "90",
    "place": "Room 2",
    "words": "Bring the plan.",
}


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


@pytest.fixture
def manager(world: World, case: Case) -> Actor:
    return world.actor(Role.MANAGER, case.provider)


def address(case: Case, label: str = "P1", language: str = "en") -> str:
    return f"/{language}/units/map/{case.standard.urn}/1/{label}"


def reasons(page: Page) -> dict[str, str]:
    return {
        row.select_one("th").get_text(strip=True): row.select("td")[-2].get_text(strip=True)  # type: ignore[union-attr] # a row has one
        for row in page.soup.select("table.assess-table tbody tr")
    }


def send(visitor: Visitor, page: Page, **changes: object) -> Page:
    fields = page.fields() | TYPED | changes
    return visitor.post(page.address, fields)


def test_a_column_says_who_has_not_met_it_and_why(
    app: Flask, world: World, case: Case, manager: Actor
) -> None:
    case.map_all()
    case.submit("P1", "P2", "P3")
    case.decide(Outcome.NOT_YET_MET, "P1")
    case.decide(Outcome.MET, "P3")
    case.ask("K1")
    world.enrolment(
        world.actor(Role.PRACTITIONER, case.provider, world.person(name="Another")), case.standard
    )
    visitor, name = Visitor(app, manager), case.practitioner.name

    assert reasons(visitor.visit(address(case))) == {
        "Another": "Nothing yet",
        name: "Not yet met: feedback given on 21 November 2026",
    }
    assert reasons(visitor.visit(address(case, "P2")))[name] == (
        "With the assessor since 21 November 2026"
    )
    assert reasons(visitor.visit(address(case, "P3"))) == {"Another": "Nothing yet"}
    assert reasons(visitor.visit(address(case, "K1")))[name] == (
        "Question unanswered since 21 November 2026"
    )
    assert reasons(visitor.visit(address(case, "K2")))[name] == "Evidence added, not submitted"


def test_the_maps_column_and_its_page_count_the_same(
    app: Flask, case: Case, manager: Actor
) -> None:
    case.map_all()
    case.submit("P1", "P2")
    case.decide(Outcome.MET, "P1")
    visitor = Visitor(app, manager)

    counts = [cell.get_text() for cell in visitor.visit("/en/units/map").soup.select("tfoot td")]

    assert counts == ["0", "1", "1", "1", "1"]
    assert "Nobody is left" in visitor.visit(address(case)).text
    assert len(reasons(visitor.visit(address(case, "P2")))) == 1


def test_a_session_is_planned_from_the_page_and_its_practitioner_gets_an_action(
    app: Flask, case: Case, manager: Actor
) -> None:
    visitor = Visitor(app, manager)

    page = send(visitor, visitor.visit(address(case)))

    assert "The session is planned" in page.text
    assert "1 invited" in page.text
    with app.app_context():
        action = db.session.scalars(sa.select(Request)).one()
    assert (action.enrolment_id, action.due_on) == (case.unit.id, DAY)
    theirs = Visitor(app, case.practitioner)
    assert "Bring the plan." in theirs.visit("/en/").text
    link = theirs.visit(f"/en/requests/{action.id}").soup.select_one("a[href$='/calendar']")
    assert link is not None
    file = theirs.client.get(str(link["href"]))
    assert file.mimetype == "text/calendar"
    [event] = Calendar.from_ical(file.data).walk("VEVENT")
    assert event.decoded("dtstart").strftime("%H:%M") == "14:00"


def test_the_same_form_sent_twice_plans_once(app: Flask, case: Case, manager: Actor) -> None:
    visitor = Visitor(app, manager)
    page = visitor.visit(address(case))
    for _ in range(2):
        send(visitor, page)

    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Request)) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"units": []}, "Tick at least one practitioner"),
        ({"starts_on-year": "2020"}, "Give a date and time that are still to come"),
        ({"starts_at": "25:00"}, "Enter a time, for example 14:00"),
        ({"starts_at": ""}, "Enter the time it starts"),
        ({"place": ""}, "Say where it is"),
        ({"words": ""}, "Say what the session is for"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    app: Flask, case: Case, manager: Actor, changes: dict[str, object], message: str
) -> None:
    visitor = Visitor(app, manager)

    page = send(visitor, visitor.visit(address(case)), **changes)

    assert page.errors == [message]
    fields = page.fields()
    kept = {name: text for name, text in TYPED.items() if name not in changes}
    assert {name: fields[name] for name in kept} == kept


def test_whoever_met_it_in_the_meantime_stops_the_plan(
    app: Flask, case: Case, manager: Actor
) -> None:
    visitor = Visitor(app, manager)
    page = visitor.visit(address(case))
    case.map_all()
    case.submit("P1")
    case.decide(Outcome.MET, "P1")

    page = send(visitor, page)

    assert page.errors == ["Choose from the answers shown"]


def test_an_iqa_reads_the_page_and_plans_nothing(app: Flask, case: Case) -> None:
    page = Visitor(app, case.iqa).visit(address(case))

    assert case.practitioner.name in page.text
    assert page.soup.select_one("main form[method=post]") is None


def test_the_column_shows_those_whom_the_map_was_narrowed_to(
    app: Flask, world: World, case: Case, manager: Actor
) -> None:
    other = world.actor(Role.PRACTITIONER, case.provider, world.person(name="Another"))
    world.enrolment(other, case.standard, cohort="Spring")
    visitor = Visitor(app, manager)

    page = visitor.visit(f"{address(case)}?cohort=Spring")

    assert list(reasons(page)) == ["Another"]
    back = page.soup.select_one(".govuk-back-link")
    assert back is not None
    assert back["href"] == "/en/units/map?cohort=Spring"


@pytest.mark.parametrize("wrong", ["NONE/1/P1", "{urn}/9/P1", "{urn}/1/P99"])
def test_a_criterion_that_is_not_there_is_not_found(
    app: Flask, case: Case, manager: Actor, wrong: str
) -> None:
    path = wrong.format(urn=case.standard.urn)

    Visitor(app, manager).visit(f"/en/units/map/{path}", status=404)


def test_a_column_takes_as_many_statements_for_40_practitioners_as_for_2(
    app: Flask, world: World
) -> None:
    counts = []
    for people in (2, 40):
        case = Case(world)
        for number in range(people):
            one = world.actor(Role.PRACTITIONER, case.provider, world.person(name=f"N {number}"))
            world.enrolment(one, case.standard, assessor=case.assessor)
        visitor = Visitor(app, world.actor(Role.MANAGER, case.provider))
        visitor.visit(address(case))
        with counted_statements() as sent:
            visitor.visit(address(case))
        counts.append(len(sent))

    assert counts[0] == counts[1]
    assert counts[0] <= 16
