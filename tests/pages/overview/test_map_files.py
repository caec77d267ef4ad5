import io
from datetime import UTC, datetime

import pikepdf
import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.assessment.rules import Outcome
from assess.sheets import Sheet, read_sheet
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Visitor
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    case = Case(world)
    case.map_all()
    case.submit("P1", "P2")
    case.decide(Outcome.MET, "P1")
    return case


@pytest.fixture
def manager(world: World, case: Case) -> Actor:
    return world.actor(Role.MANAGER, case.provider)


def sheet(app: Flask, actor: Actor, address: str) -> Sheet:
    answer = Visitor(app, actor).client.get(address)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return read_sheet(answer.data)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_map_is_taken_away_in_words(app: Flask, case: Case, manager: Actor, kind: str) -> None:
    found = sheet(app, manager, f"/en/units/map/{kind}")

    assert found.header[5:] == tuple(f"{case.standard.urn} {one}" for one in case.standard.criteria)
    [row] = found.rows
    assert row.cells[0] == case.practitioner.name
    assert row.cells[5:] == ("Met", "Submitted", *["Evidence added"] * 3)


def test_it_is_in_the_language_of_the_page(app: Flask, manager: Actor) -> None:
    found = sheet(app, manager, "/cy/units/map/csv")

    assert found.header[0] == "Ymarferydd"
    assert found.rows[0].cells[5] == "Wedi\u2019i fodloni"


def test_only_what_was_chosen_is_taken_away(
    app: Flask, world: World, case: Case, manager: Actor
) -> None:
    other = world.actor(Role.PRACTITIONER, case.provider, world.person(name="=Other"))
    world.enrolment(other, case.standard, cohort="Spring")

    found = sheet(app, manager, "/en/units/map/xlsx?cohort=Spring")

    assert [row.cells[0] for row in found.rows] == ["=Other"]
    raw = Visitor(app, manager).client.get("/en/units/map/csv?cohort=Spring").get_data(as_text=True)
    assert "'=Other" in raw


def test_the_pdf_has_a_page_for_as_many_rows_as_fit_in_either_language(
    app: Flask, world: World, case: Case, manager: Actor
) -> None:
    for number in range(60):
        one = world.actor(Role.PRACTITIONER, case.provider, world.person(name=f"Siân {number}"))
        world.enrolment(one, case.standard)
    visitor = Visitor(app, manager)
    for language in ("en", "cy"):
        answer = visitor.client.get(f"/{language}/units/map/pdf")
        assert answer.mimetype == "application/pdf"
        with pikepdf.open(io.BytesIO(answer.data)) as document:
            assert len(document.pages) == 2
            assert str(document.Root.Lang) == language
            assert document.pages[0].MediaBox[2] > document.pages[0].MediaBox[3]


def test_a_map_of_nobody_is_an_empty_table(app: Flask, world: World) -> None:
    manager = world.actor(Role.MANAGER, world.provider())
    visitor = Visitor(app, manager)

    for kind in ("csv", "xlsx", "pdf"):
        assert visitor.client.get(f"/en/units/map/{kind}").status_code == 200
    assert datetime.now(UTC).date().isoformat() in str(
        visitor.client.get("/en/units/map/csv").headers["Content-Disposition"]
    )


def test_an_assessor_takes_away_their_own_units_only(app: Flask, world: World, case: Case) -> None:
    other = world.actor(Role.PRACTITIONER, case.provider)
    world.enrolment(other, case.standard)

    found = sheet(app, case.assessor, "/en/units/map/csv")

    assert [row.cells[0] for row in found.rows] == [case.practitioner.name]


def test_taking_it_away_takes_a_fixed_number_of_statements(
    app: Flask, world: World, case: Case, manager: Actor
) -> None:
    counts = []
    visitor = Visitor(app, manager)
    for _ in range(2):
        visitor.client.get("/en/units/map/csv")
        with counted_statements() as sent:
            assert visitor.client.get("/en/units/map/csv").status_code == 200
        counts.append(len(sent))
        for _number in range(20):
            world.enrolment(world.actor(Role.PRACTITIONER, case.provider), case.standard)

    # Units that were added without the journal's knowledge are read once more.
    assert counts[0] == counts[1]
