from uuid import uuid4

import pytest
from flask import Flask

from assess.actor import Role
from assess.app import do_waiting_work
from assess.db import writing
from assess.jobs import Job, JobState
from tests.services.assessment.case import Case
from tests.visitor import Page, Visitor
from tests.world import World


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


@pytest.fixture
def practitioner(app: Flask, case: Case) -> Visitor:
    return Visitor(app, case.practitioner)


def address(case: Case, language: str = "en") -> str:
    return f"/{language}/units/{case.unit.id}/prints"


def ask(visitor: Visitor, case: Case, choice: str = "en") -> Page:
    return visitor.submit(visitor.visit(address(case)), choice=choice)


def download_address(page: Page) -> str:
    link = page.soup.select_one("#prints a[download]")
    assert link is not None, page.text
    return str(link["href"])


@pytest.mark.parametrize(("language", "heading"), [("en", "Print"), ("cy", "Argraffu")])
def test_the_page_says_what_to_do_where_nothing_was_printed(
    practitioner: Visitor, case: Case, language: str, heading: str
) -> None:
    page = practitioner.visit(address(case, language))

    assert page.heading.startswith(heading)
    assert page.fields()["choice"] == [language]
    assert not page.soup.select("#prints li")


def test_a_print_is_asked_for_made_and_downloaded(
    app: Flask, practitioner: Visitor, case: Case
) -> None:
    waiting = ask(practitioner, case, choice="both")
    assert "Waiting for its turn" in waiting.text
    assert waiting.soup.select_one("#prints [data-progress] progress")

    do_waiting_work(app)

    ready = practitioner.visit(address(case))
    got = practitioner.client.get(download_address(ready))
    assert got.status_code == 200
    assert got.mimetype == "application/pdf"
    assert got.data.startswith(b"%PDF-")
    assert got.content_length == len(got.data)
    name = f"{case.standard.urn} {case.practitioner.name}.pdf"
    assert got.headers["Content-Disposition"].startswith(f'attachment; filename="{name}"')
    assert name in ready.text


def test_progress_is_told_until_the_print_is_there(
    app: Flask, practitioner: Visitor, case: Case
) -> None:
    page = ask(practitioner, case)
    where = str(page.soup.select("[data-progress]")[0]["data-progress"])

    before = practitioner.client.get(where).json
    do_waiting_work(app)
    after = practitioner.client.get(where).json

    assert before == {
        "done": 0, "all": 100, "words": "Waiting for its turn", "isOnItsWay": True
    }  # fmt: skip
    assert after == {"done": 100, "all": 100, "words": "Ready", "isOnItsWay": False}


def test_a_print_of_somebody_else_is_missing(
    app: Flask, world: World, practitioner: Visitor, case: Case
) -> None:
    page = ask(practitioner, case)
    where = str(page.soup.select("[data-progress]")[0]["data-progress"])
    do_waiting_work(app)
    file = download_address(practitioner.visit(address(case)))
    others = [case.assessor, case.iqa, world.actor(Role.MANAGER, case.provider)]

    for other in others:
        visitor = Visitor(app, other)
        visitor.visit(file, status=404)
        visitor.visit(where, status=404)
        assert not visitor.visit(address(case)).soup.select("#prints li")


def test_whoever_may_see_the_unit_may_print_it(app: Flask, world: World, case: Case) -> None:
    for actor in (case.assessor, case.iqa, world.actor(Role.MANAGER, case.provider)):
        visitor = Visitor(app, actor)
        ask(visitor, case)
        do_waiting_work(app)
        assert download_address(visitor.visit(address(case)))


def test_a_unit_that_is_not_theirs_has_no_page_and_takes_no_post(
    app: Flask, world: World, practitioner: Visitor, case: Case
) -> None:
    fields = practitioner.visit(address(case)).fields()
    stranger = Visitor(app, world.actor(Role.PRACTITIONER, case.provider))
    stranger.visit(address(case), status=404)
    token = stranger.visit("/en/portfolio/prints").fields()

    stranger.post(address(case), fields | token, status=404)
    stranger.visit(f"/en/units/{uuid4()}/prints", status=404)


def test_a_print_that_is_not_made_yet_cannot_be_downloaded(
    practitioner: Visitor, case: Case
) -> None:
    page = ask(practitioner, case)
    where = str(page.soup.select("[data-progress]")[0]["data-progress"])

    practitioner.visit(where.replace("/progress", "/file"), status=404)


def test_a_language_that_is_none_of_the_choices_is_refused(
    practitioner: Visitor, case: Case
) -> None:
    page = ask(practitioner, case, choice="fr")

    assert page.errors == ["Choose one of the answers shown"]
    assert not page.soup.select("#prints li")


def test_the_same_post_twice_asks_once(practitioner: Visitor, case: Case) -> None:
    page = practitioner.visit(address(case))
    practitioner.submit(page)

    again = practitioner.submit(page)

    assert len(again.soup.select("#prints li")) == 1


def test_a_print_that_failed_can_be_tried_again(
    app: Flask, practitioner: Visitor, case: Case
) -> None:
    ask(practitioner, case, choice="cy")
    with app.app_context(), writing() as session:
        job = session.query(Job).one()
        job.state, job.finished_at = JobState.FAILED, job.created_at

    failed = practitioner.visit(address(case))
    assert "This print could not be made" in failed.text
    practitioner.submit(failed, form="#prints form")
    do_waiting_work(app)

    assert download_address(practitioner.visit(address(case)))


def test_a_practitioner_prints_the_whole_portfolio(
    app: Flask, practitioner: Visitor, case: Case
) -> None:
    unit_page = practitioner.visit(address(case))
    link = unit_page.soup.select_one("main a[href$='/portfolio/prints']")
    assert link is not None

    practitioner.submit(practitioner.visit(str(link["href"])))
    do_waiting_work(app)

    assert download_address(practitioner.visit("/cy/portfolio/prints"))
    assert not practitioner.visit(address(case)).soup.select("#prints li")


def test_only_practitioners_have_a_portfolio_of_their_own(app: Flask, case: Case) -> None:
    Visitor(app, case.assessor).visit("/en/portfolio/prints", status=403)


def test_a_practitioner_without_units_is_told_that_the_print_failed(
    app: Flask, world: World, case: Case
) -> None:
    visitor = Visitor(app, world.actor(Role.PRACTITIONER, case.provider))
    visitor.submit(visitor.visit("/en/portfolio/prints"))

    do_waiting_work(app)

    assert "This print could not be made" in visitor.visit("/en/portfolio/prints").text
