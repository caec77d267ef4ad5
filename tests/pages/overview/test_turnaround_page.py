from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.assessment.rules import Outcome
from assess.bilingual import Language
from assess.clocks.models import Clock
from assess.clocks.rules import LONDON, STAGES
from assess.db import new_id
from assess.overview.pages.turnaround import NOTHING, stage_names
from assess.overview.rules.turnaround import by_week
from assess.sheets import read_sheet
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Page, Visitor
from tests.world import World

TODAY = datetime.now(LONDON).date()


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


@pytest.fixture
def manager(app: Flask, case: Case, world: World) -> Visitor:
    return Visitor(app, world.actor(Role.MANAGER, case.provider))


def clock(case: Case, stage: str = "submitted", **values: object) -> Clock:
    """Make a clock that was started twenty days ago, of the case's unit."""
    made = Clock(
        **{
            "id": new_id(),
            "provider_id": case.provider.id,
            "enrolment_id": case.unit.id,
            "stage": stage,
            "subject_id": new_id(),
            "waits_for": STAGES[stage].waits_for,
            "started_at": datetime.now(LONDON) - timedelta(days=20),
            "due_on": TODAY + timedelta(days=3),
        }
        | values
    )
    case.world.save(made)
    return made


def stopped(case: Case, days: int, by: Actor, *, before: int = 1, stage: str = "submitted") -> None:
    """Make a clock that somebody stopped some days ago, after so many working days."""
    on = TODAY - timedelta(days=before)
    clock(
        case,
        stage,
        stopped_on=on,
        stopped_at=datetime.combine(on, datetime.min.time(), LONDON),
        working_days=days,
        person_id=by.person_id,
    )


def rows(page: Page) -> list[list[str]]:
    table = page.soup.find("table")
    assert table is not None
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in table.select("tbody tr")
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Nobody has waited yet"), ("cy", "Nid oes neb wedi aros eto")],
)
def test_a_new_provider_reads_what_will_stand_here(
    manager: Visitor, language: str, words: str
) -> None:
    assert words in manager.visit(f"/{language}/turnaround").text


def test_each_person_and_stage_has_what_waits_and_how_long_it_took(
    manager: Visitor, case: Case
) -> None:
    clock(case)
    clock(case, due_on=TODAY - timedelta(days=1))
    for days in (1, 2, 9, 30):
        stopped(case, days, case.assessor)
    stopped(case, 4, case.practitioner, stage="question")
    clock(case, "action", due_on=TODAY - timedelta(days=1))

    page = manager.visit("/en/turnaround")

    assert rows(page) == [
        [case.assessor.name, "Submission to decide", "2", "1 Late", "4", "5.5", "30"],
        ["Practitioners", "Question to answer", "0", "0", "1", "4", "4"],
        ["Practitioners", "Action to do", "1", "1 Late", "0", NOTHING, NOTHING],
    ]
    assert "3 things wait now, 2 of them late." in page.text
    assert "within 10 working days" in page.text


def test_what_nobody_assesses_yet_waits_too(manager: Visitor, case: Case) -> None:
    case.unit.assessor_id = None
    case.world.save(case.unit)
    clock(case)

    assert rows(manager.visit("/en/turnaround"))[0][:3] == [
        "Nobody yet",
        "Submission to decide",
        "1",
    ]


def test_what_ended_long_ago_or_without_an_answer_does_not_count(
    manager: Visitor, case: Case
) -> None:
    stopped(case, 5, case.assessor, before=90)
    clock(case, stopped_on=TODAY, stopped_at=datetime.now(LONDON), working_days=1)

    assert "Nobody has waited yet" in manager.visit("/en/turnaround").text


def test_no_provider_sees_anothers(manager: Visitor, world: World) -> None:
    stopped(other := Case(world), 5, other.assessor)

    assert "Nobody has waited yet" in manager.visit("/en/turnaround").text


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_chart_has_a_bar_for_each_week_and_a_table_with_the_same(
    manager: Visitor, case: Case, language: str
) -> None:
    stopped(case, 3, case.assessor, before=7)
    stopped(case, 12, case.assessor, before=28)

    page = manager.visit(f"/{language}/turnaround")

    figures = [text.get_text() for text in page.soup.select(".assess-chart__figure")]
    table = [
        row.find_all("td")[1].get_text() for row in page.soup.select("table")[1].select("tr")[1:]
    ]
    assert figures == [figure for figure in table if figure != NOTHING] == ["12", "3"]
    assert len(page.soup.select(".assess-chart__bar")) == len(table) == 13
    assert page.soup.select_one("svg[role=img] title") is not None


def test_the_table_is_downloaded(manager: Visitor, case: Case) -> None:
    stopped(case, 3, case.assessor)

    answer = manager.client.get("/cy/turnaround/table/csv")

    sheet = read_sheet(answer.data)
    assert sheet.header[:2] == ("Pwy sy\u2019n gweithredu", "Cam")
    assert sheet.rows[0].cells == (
        case.assessor.name, "Cyflwyniad i\u2019w benderfynu", "0", "0", "1", "3", "3",
    )  # fmt: skip


def test_the_page_sends_the_same_statements_whatever_the_size(
    manager: Visitor, case: Case, world: World
) -> None:
    def statements() -> int:
        with counted_statements() as sent:
            manager.visit("/en/turnaround")
        return len(sent)

    stopped(case, 3, case.assessor)
    manager.visit("/en/turnaround")
    few = statements()
    for _ in range(5):
        colleague = world.actor(Role.ASSESSOR, case.provider)
        stopped(case, 4, colleague)
        stopped(case, 5, colleague, stage="answered")
        clock(case)

    assert statements() == few


def test_deeds_bring_themselves_to_the_page(manager: Visitor, case: Case) -> None:
    case.now = datetime.now(LONDON) - timedelta(days=1)
    case.map("P1", "P2")
    case.submit("P1")
    case.submit("P2")
    case.decide(Outcome.MET, "P1")

    [line] = rows(manager.visit("/en/turnaround"))
    assert line[:5] == [case.assessor.name, "Submission to decide", "1", "0", "1"]


def test_every_stage_has_a_name() -> None:
    assert set(stage_names(Language.ENGLISH)) == set(STAGES)


def test_a_week_without_an_answer_stands_empty() -> None:
    weeks = by_week([], today=date(2026, 11, 25))

    assert list(weeks)[-1] == date(2026, 11, 23)
    assert (len(weeks), set(weeks.values())) == (13, {None})
