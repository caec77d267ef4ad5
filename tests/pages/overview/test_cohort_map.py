from datetime import UTC, datetime, timedelta

import pytest
from bs4 import Tag
from flask import Flask

from assess.actor import Actor, Role
from assess.assessment.queries import criterion_states
from assess.assessment.rules import Outcome
from assess.bilingual import Language
from assess.db import db
from assess.people.models import Provider
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Page, Visitor
from tests.world import MadeStandard, World

NAMES = {
    "open": "Nothing yet",
    "evidenced": "Evidence added",
    "submitted": "Submitted",
    "not yet met": "Not yet met",
    "met": "Met",
}


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def manager(world: World, provider: Provider) -> Actor:
    return world.actor(Role.MANAGER, provider)


def practitioner(world: World, provider: Provider, name: str, **values: str) -> Actor:
    return world.actor(Role.PRACTITIONER, provider, world.person(name=name), **values)


def rows(page: Page) -> dict[str, list[Tag]]:
    """Give the cells of each row by the name at its head."""
    return {
        row.select_one("th a").get_text(strip=True): row.select("td")  # type: ignore[union-attr] # a row has one
        for row in page.soup.select("table[data-map] tbody tr")
    }


def names(page: Page) -> list[str]:
    return list(rows(page))


def test_a_cell_shows_the_state_that_the_units_own_page_shows(
    app: Flask, world: World, case: Case
) -> None:
    case.map_all()
    case.submit("P1", "P2", "K1")
    case.decide(Outcome.MET, "P1")
    case.decide(Outcome.NOT_YET_MET, "P2")
    manager = world.actor(Role.MANAGER, case.provider)

    page = Visitor(app, manager).visit("/en/units/map")

    [cells] = rows(page).values()
    shown = [str(cell.a["aria-label"]) for cell in cells if cell.a]
    with app.app_context():
        facts = criterion_states(db.session(), [case.unit.id])[case.unit.id].values()
    assert shown == [NAMES[one.state.value] for one in facts]
    assert len(set(shown)) >= 3
    assert [cell.get_text() for cell in cells if cell.a] != [""] * len(cells)


def test_a_cell_opens_the_criterion_of_the_unit(app: Flask, world: World, case: Case) -> None:
    visitor = Visitor(app, world.actor(Role.MANAGER, case.provider))

    [cells] = rows(visitor.visit("/cy/units/map")).values()

    assert cells[1].a is not None
    address = str(cells[1].a["href"])
    assert address == f"/cy/units/{case.unit.id}/P2"
    assert "P2" in visitor.visit(address).text


def test_what_changes_after_the_map_was_seen_is_on_it_the_next_time(
    app: Flask, world: World, case: Case
) -> None:
    case.map_all()
    visitor = Visitor(app, world.actor(Role.MANAGER, case.provider))
    visitor.visit("/en/units/map")
    case.submit("P1")
    assert "Submitted" in str(visitor.visit("/en/units/map").soup.table)
    case.decide(Outcome.MET, "P1")

    [cells] = rows(visitor.visit("/en/units/map")).values()

    assert cells[0].a is not None
    assert cells[0].a["aria-label"] == "Met"


def test_a_decision_that_was_replaced_no_longer_counts(
    app: Flask, world: World, case: Case
) -> None:
    case.map_all()
    case.submit("P1")
    case.decide(Outcome.MET, "P1")
    case.decide(Outcome.NOT_YET_MET, "P1")

    page = Visitor(app, world.actor(Role.MANAGER, case.provider)).visit("/en/units/map")

    [cells] = rows(page).values()
    assert cells[0].a is not None
    assert cells[0].a["aria-label"] == "Not yet met"


def test_an_assessor_and_an_iqa_see_their_own_units_and_a_manager_all(
    app: Flask, world: World, provider: Provider, manager: Actor
) -> None:
    standard = world.standard()
    assessor, iqa = world.actor(Role.ASSESSOR, provider), world.actor(Role.IQA, provider)
    first, second, third = (practitioner(world, provider, name) for name in ("Ann", "Bob", "Cai"))
    world.enrolment(first, standard, assessor=assessor)
    world.enrolment(second, standard, iqa=iqa)
    world.enrolment(third, standard)

    assert names(Visitor(app, assessor).visit("/en/units/map")) == ["Ann"]
    assert names(Visitor(app, iqa).visit("/en/units/map")) == ["Bob"]
    assert names(Visitor(app, manager).visit("/en/units/map")) == ["Ann", "Bob", "Cai"]


def test_another_provider_has_a_map_of_its_own(app: Flask, world: World, case: Case) -> None:
    other = world.actor(Role.MANAGER, world.provider())

    page = Visitor(app, other).visit("/en/units/map")

    assert "No units yet" in page.text
    assert case.practitioner.name not in page.text


def test_somebody_who_has_left_is_not_on_the_map(
    app: Flask, world: World, provider: Provider, manager: Actor
) -> None:
    standard = world.standard()
    here = practitioner(world, provider, "Here")
    gone = world.actor(
        Role.PRACTITIONER, provider, world.person(name="Gone"), ended_at=datetime.now(UTC)
    )
    for one in (here, gone):
        world.enrolment(one, standard)

    assert names(Visitor(app, manager).visit("/en/units/map")) == ["Here"]


def test_two_standards_stand_side_by_side_and_whoever_is_on_one_is_shown_so(
    app: Flask, world: World, provider: Provider, manager: Actor
) -> None:
    first, second = world.standard("AAA1"), world.standard("BBB2", performance=1, knowledge=1)
    both, one = (practitioner(world, provider, name) for name in ("Both", "One"))
    for unit in (first, second):
        world.enrolment(both, unit)
    world.enrolment(one, first)

    page = Visitor(app, manager).visit("/en/units/map")

    heads = page.soup.select("table[data-map] thead th[scope=colgroup]")
    assert [(head.get_text(), head["colspan"]) for head in heads] == [("AAA1", "5"), ("BBB2", "2")]
    assert len(rows(page)["Both"]) == 7
    assert rows(page)["One"][-1].get_text() == "Not enrolled"
    assert rows(page)["One"][-1]["colspan"] == "2"


def test_only_the_standards_that_are_chosen_are_shown(
    app: Flask, world: World, provider: Provider, manager: Actor
) -> None:
    first, second = world.standard("AAA1"), world.standard("BBB2")
    world.enrolment(practitioner(world, provider, "On the first"), first)
    world.enrolment(practitioner(world, provider, "On the second"), second)

    page = Visitor(app, manager).visit(f"/en/units/map?standard={second.id}")

    assert names(page) == ["On the second"]
    assert "AAA1" not in [th.get_text() for th in page.soup.select("thead th")]


def cohort(world: World, provider: Provider) -> MadeStandard:
    standard = world.standard()
    assessor = world.actor(Role.ASSESSOR, provider, world.person(name="Judge"))
    world.actor(Role.ASSESSOR, provider, world.person(name="Judge of nobody"))
    world.enrolment(
        practitioner(world, provider, "Ann", site="Bangor"),
        standard,
        cohort="Spring",
        assessor=assessor,
        assessment_language=Language.WELSH,
    )
    world.enrolment(
        practitioner(world, provider, "Bob", site="Cardiff"),
        standard,
        cohort="Autumn",
        assessor=world.actor(Role.ASSESSOR, provider, world.person(name="Another judge")),
        assessment_language=Language.ENGLISH,
    )
    return standard


@pytest.mark.parametrize(
    ("field", "choice"),
    [
        ("cohort", "Spring"),
        ("site", "Bangor"),
        ("assessor", "Judge"),
        ("language", "Welsh"),
    ],
)
def test_the_map_is_narrowed_by_what_the_page_offers(
    app: Flask, world: World, provider: Provider, manager: Actor, field: str, choice: str
) -> None:
    cohort(world, provider)
    visitor = Visitor(app, manager)
    offered = {
        option.get_text(): option["value"]
        for option in visitor.visit("/en/units/map").soup.select(f"select[name={field}] option")
    }

    page = visitor.visit(f"/en/units/map?{field}={offered[choice]}")

    assert "Judge of nobody" not in offered
    assert names(page) == ["Ann"]


def test_a_choice_that_is_not_offered_is_as_none(
    app: Flask, world: World, provider: Provider, manager: Actor
) -> None:
    cohort(world, provider)

    page = Visitor(app, manager).visit("/en/units/map?cohort=x&assessor=x&sort=x&standard=x&page=x")

    assert names(page) == ["Ann", "Bob"]


def test_choices_that_nobody_fits_are_said_to_and_lead_back(
    app: Flask, world: World, provider: Provider, manager: Actor
) -> None:
    cohort(world, provider)

    page = Visitor(app, manager).visit("/en/units/map?cohort=Spring&site=Cardiff")

    assert "Nobody found" in page.text
    assert page.soup.select_one('main a[href="/en/units/map"]') is not None


def test_most_stuck_puts_whoever_is_behind_first(
    app: Flask, world: World, provider: Provider, manager: Actor
) -> None:
    standard, today = world.standard(), datetime.now(UTC).date()
    finished = practitioner(world, provider, "Ann, on track")
    unit = world.enrolment(finished, standard, starts_on=today, ends_on=today + timedelta(days=90))
    world.mapping(world.evidence(finished), unit, standard.criteria["P1"])
    world.enrolment(
        practitioner(world, provider, "Bob, behind"),
        standard,
        starts_on=today - timedelta(days=50),
        ends_on=today + timedelta(days=50),
    )
    visitor = Visitor(app, manager)

    assert names(visitor.visit("/en/units/map")) == ["Ann, on track", "Bob, behind"]
    page = visitor.visit("/en/units/map?sort=stuck")

    assert names(page) == ["Bob, behind", "Ann, on track"]
    assert "quiet for 50 days" in page.text
    assert "whoever is behind comes before everybody else" in page.text


def test_a_table_of_the_map_has_heads_for_rows_and_columns(
    app: Flask, world: World, case: Case
) -> None:
    page = Visitor(app, world.actor(Role.MANAGER, case.provider)).visit("/cy/units/map")

    table = page.soup.select_one("table[data-map]")
    assert table is not None
    assert {str(head["scope"]) for head in table.select("th")} == {"col", "colgroup", "row"}
    assert table.caption is not None


def test_a_full_page_is_200_practitioners_and_the_rest_are_on_the_next(
    app: Flask, world: World, provider: Provider, manager: Actor
) -> None:
    standard = world.standard(performance=1, knowledge=0)
    for number in range(203):
        world.enrolment(practitioner(world, provider, f"Name {number:03}"), standard)
    visitor = Visitor(app, manager)

    first = visitor.visit("/en/units/map")
    by_progress = visitor.visit("/en/units/map?sort=progress&page=2")

    assert len(names(first)) == 200
    assert names(visitor.visit("/en/units/map?page=2")) == ["Name 200", "Name 201", "Name 202"]
    assert names(visitor.visit("/en/units/map?page=99"))[0] == "Name 200"
    assert len(names(by_progress)) == 3
    back = by_progress.soup.select_one("a[rel=prev]")
    assert back is not None
    assert "sort=progress" in str(back["href"])


def test_the_map_takes_as_many_statements_for_60_practitioners_as_for_3(
    app: Flask, world: World
) -> None:
    counts = []
    for people in (3, 60):
        provider = world.provider()
        manager = world.actor(Role.MANAGER, provider)
        standard = world.standard(urn=f"NOS{people}")
        for number in range(people):
            one = practitioner(world, provider, f"Name {number}", site=f"Site {number}")
            unit = world.enrolment(one, standard, cohort=f"Cohort {number}")
            world.mapping(world.evidence(one), unit, standard.criteria["P1"])
        visitor = Visitor(app, manager)
        for sort in ("name", "stuck"):
            visitor.visit(f"/en/units/map?sort={sort}")
            with counted_statements() as sent:
                visitor.visit(f"/en/units/map?sort={sort}")
            counts.append(len(sent))

    assert len(set(counts)) == 1, counts
    assert counts[0] <= 20
