import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.assessment.rules import Outcome
from assess.evidence.rules import EvidenceKind
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Visitor
from tests.world import MadeStandard, World


@pytest.fixture
def practitioner(world: World) -> Actor:
    return world.actor(Role.PRACTITIONER, world.provider())


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


def portfolio(world: World, practitioner: Actor, *, pieces: int, criteria: int) -> MadeStandard:
    standard = world.standard(performance=criteria, knowledge=criteria)
    enrolment = world.enrolment(practitioner, standard)
    for number in range(pieces):
        evidence = world.evidence(practitioner, title=f"Piece {number}")
        for label in (f"P{number % criteria + 1}", f"K{number % criteria + 1}"):
            world.mapping(evidence, enrolment, standard.criteria[label])
    return standard


@pytest.mark.parametrize(("language", "words"), [("en", "not enrolled"), ("cy", "cofrestru")])
def test_somebody_not_enrolled_is_told_what_happens_next(
    app: Flask, practitioner: Actor, language: str, words: str
) -> None:
    assert words in Visitor(app, practitioner).visit(f"/{language}/").text


def test_the_gap_list_names_what_is_missing_first(
    app: Flask, world: World, practitioner: Actor
) -> None:
    portfolio(world, practitioner, pieces=1, criteria=2)

    page = Visitor(app, practitioner).visit("/en/")

    sections = [
        found.get_text(" ", strip=True) for found in page.soup.select("main .assess-gaps__summary")
    ]
    assert sections == ["Missing 2", "Ready to submit 2"]
    missing = page.soup.select_one("main details")
    assert missing is not None
    assert [link.get_text() for link in missing.select("a")] == ["P2", "K2"]


def test_the_gap_list_leads_to_adding_evidence_for_the_first_gap(
    app: Flask, world: World, practitioner: Actor
) -> None:
    portfolio(world, practitioner, pieces=1, criteria=2)

    page = Visitor(app, practitioner).visit("/cy/")

    button = page.soup.select_one("main a.govuk-button")
    assert button is not None
    assert "criterion=P2" in str(button["href"])


def test_a_criterion_that_is_not_yet_met_leads_to_more_evidence_and_to_submitting_again(
    app: Flask, case: Case
) -> None:
    case.map_all()
    case.submit(*case.standard.criteria)
    case.decide(Outcome.MET, *(label for label in case.standard.criteria if label != "P2"))
    case.decide(Outcome.NOT_YET_MET, "P2")

    page = Visitor(app, case.practitioner).visit("/en/")

    buttons = [str(button["href"]) for button in page.soup.select("main a.govuk-button")]
    assert buttons == [
        f"/en/evidence/new?unit={case.unit.id}&criterion=P2",
        f"/en/units/{case.unit.id}/submit",
    ]


def test_what_an_assessor_recorded_waits_until_it_is_confirmed(
    app: Flask, world: World, case: Case
) -> None:
    observed = world.evidence(
        case.practitioner,
        title="A meeting",
        kind=EvidenceKind.OBSERVATION,
        made_by=case.assessor,
    )
    visitor = Visitor(app, case.practitioner)
    assert "To confirm Observation" in visitor.visit("/en/").text

    page = visitor.visit(f"/en/evidence/{observed.id}")
    visitor.submit(page, form=f"form[action$='{observed.id}/confirmation']")

    assert "To confirm" not in visitor.visit("/en/").text


def test_the_start_page_takes_as_many_statements_for_a_large_portfolio_as_for_a_small_one(
    app: Flask, world: World
) -> None:
    provider = world.provider()
    counts = []
    for pieces, criteria in ((1, 2), (60, 20)):
        actor = world.actor(Role.PRACTITIONER, provider)
        standard = world.standard(urn=f"NOS{criteria}", performance=criteria, knowledge=criteria)
        enrolment = world.enrolment(actor, standard)
        for number in range(pieces):
            evidence = world.evidence(actor)
            world.mapping(evidence, enrolment, standard.criteria[f"P{number % criteria + 1}"])
        visitor = Visitor(app, actor)
        visitor.visit("/en/")
        with counted_statements() as sent:
            visitor.visit("/en/")
        counts.append(len(sent))

    assert counts[0] == counts[1]
    assert counts[0] <= 10


def test_an_assessors_start_page_is_the_queue(app: Flask, world: World) -> None:
    assessor = world.actor(Role.ASSESSOR, world.provider())

    assert Visitor(app, assessor).visit("/en/").address == "/en/queue"


def test_a_manager_sees_the_providers_units_and_nobody_elses(
    app: Flask, world: World, practitioner: Actor
) -> None:
    portfolio(world, practitioner, pieces=1, criteria=2)
    manager = world.actor(Role.MANAGER, world.provider())

    page = Visitor(app, manager).visit("/en/")

    assert "No units yet" in page.text
    assert practitioner.name not in page.text


def test_an_iqa_sees_only_the_units_named_to_them(app: Flask, world: World) -> None:
    provider = world.provider()
    iqa, other = world.actor(Role.IQA, provider), world.actor(Role.IQA, provider)
    practitioner = world.actor(Role.PRACTITIONER, provider)
    world.enrolment(practitioner, world.standard(), iqa=iqa)

    assert practitioner.name in Visitor(app, iqa).visit("/en/").text
    assert practitioner.name not in Visitor(app, other).visit("/en/").text
