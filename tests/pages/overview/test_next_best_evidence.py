"""Next best evidence on the practitioner's pages."""

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.enrolment.models import Enrolment
from assess.notifications.models import Notification
from tests.counting import counted_statements
from tests.visitor import Page, Visitor
from tests.world import MadeStandard, World


@pytest.fixture
def practitioner(world: World) -> Actor:
    return world.actor(Role.PRACTITIONER, world.provider())


@pytest.fixture
def standard(world: World) -> MadeStandard:
    return world.standard("INSSMA11", performance=20, knowledge=20)


def show(world: World, actor: Actor, standard: MadeStandard, unit: Enrolment, *but: str) -> None:
    """Map evidence to all criteria but some, which stay open."""
    evidence = world.evidence(actor)
    for label, criterion_id in standard.criteria.items():
        if label not in but:
            world.mapping(evidence, unit, criterion_id)


def lines(page: Page) -> list[str]:
    return [line.get_text() for line in page.soup.select(".assess-next__line strong")]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "One observation of a pilot evaluation could cover 6 of your 9 open criteria."),
        ("cy", "Un arsylwad ar werthuso peilot: gallai ddangos 6 o’ch 9 maen prawf agored."),  # noqa: RUF001 (as it is written)
    ],
)
def test_what_could_cover_most_stands_first_and_is_folded_under_the_gap_list(
    app: Flask,
    world: World,
    practitioner: Actor,
    standard: MadeStandard,
    language: str,
    sentence: str,
) -> None:
    unit = world.enrolment(practitioner, standard)
    still_open = ("P1", "P10", "P12", "P13", "K7", "K13", "P6", "P20", "P2")
    show(world, practitioner, standard, unit, *still_open)

    for address in (f"/{language}/", f"/{language}/units/{unit.id}"):
        page = Visitor(app, practitioner).visit(address)

        assert lines(page)[0] == sentence
        assert len(lines(page)) == 3
        folded = page.soup.select("main details.assess-gaps")
        assert "assess-next" in folded[-1]["class"]
        assert not folded[-1].has_attr("open")


def test_each_leads_to_adding_evidence_or_names_the_assessor_to_ask(
    app: Flask, world: World, practitioner: Actor, standard: MadeStandard
) -> None:
    person = world.person(name="Carys Evans")
    assessor = world.actor(
        Role.ASSESSOR, world.provider(), person, provider_id=practitioner.provider_id
    )
    unit = world.enrolment(practitioner, standard, assessor=assessor)
    show(world, practitioner, standard, unit, "P20", "K8", "P2", "K4")

    page = Visitor(app, practitioner).visit("/en/")

    assert "Ask Carys Evans for it" in page.text
    link = page.soup.select_one(".assess-next__line > a")
    assert link is not None
    assert link["href"] == f"/en/evidence/new?unit={unit.id}&criterion=P2"


def test_one_open_criterion_is_said_in_the_singular(
    app: Flask, world: World, practitioner: Actor, standard: MadeStandard
) -> None:
    unit = world.enrolment(practitioner, standard)
    show(world, practitioner, standard, unit, "P2")

    (line,) = lines(Visitor(app, practitioner).visit("/en/"))

    assert line.endswith("could cover 1 of your 1 open criterion.")


def test_nothing_is_named_where_nothing_is_open_or_the_standard_has_no_activities(
    app: Flask, world: World, practitioner: Actor, standard: MadeStandard
) -> None:
    show(world, practitioner, standard, world.enrolment(practitioner, standard))
    world.enrolment(practitioner, world.standard("CLDFL05"))

    assert lines(Visitor(app, practitioner).visit("/en/")) == []


def test_an_assessor_is_not_told_what_to_collect(
    app: Flask, world: World, practitioner: Actor, standard: MadeStandard
) -> None:
    assessor = world.actor(Role.ASSESSOR, world.provider(), provider_id=practitioner.provider_id)
    unit = world.enrolment(practitioner, standard, assessor=assessor)

    assert lines(Visitor(app, assessor).visit(f"/en/units/{unit.id}")) == []


def test_it_takes_no_statement(app: Flask, world: World) -> None:
    counts = []
    for urn in ("INSSMA11", "CLDFL05"):
        actor = world.actor(Role.PRACTITIONER, world.provider())
        world.enrolment(actor, world.standard(urn, performance=3, knowledge=3))
        visitor = Visitor(app, actor)
        visitor.visit("/en/")
        with counted_statements() as sent:
            visitor.visit("/en/")
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_the_assessor_who_is_asked_is_told_of_the_criteria(
    app: Flask, world: World, practitioner: Actor, standard: MadeStandard
) -> None:
    assessor = world.actor(Role.ASSESSOR, world.provider(), provider_id=practitioner.provider_id)
    unit = world.enrolment(practitioner, standard, assessor=assessor)
    show(world, practitioner, standard, unit, "P20", "K8", "K20")
    visitor = Visitor(app, practitioner)
    form = f"form[action$='{unit.id}/observation-request']"

    page = visitor.visit("/en/")
    page = visitor.post(
        f"/en/units/{unit.id}/observation-request",
        page.fields(form) | {"label": ["P20", "K8", "K20"]},
    )

    assert "Your assessor has been asked." in page.text
    with world.context():
        told = db.session.scalars(sa.select(Notification)).one()
        assert (told.person_id, told.kind) == (assessor.person_id, "observation_wanted")
        assert told.facts["labels"] == "P20, K8, K20"
    assert "P20, K8, K20" in Visitor(app, assessor).visit("/cy/notifications").text


def test_an_assessor_who_is_asked_twice_is_told_once_and_again_of_something_else(
    app: Flask, world: World, practitioner: Actor, standard: MadeStandard
) -> None:
    assessor = world.actor(Role.ASSESSOR, world.provider(), provider_id=practitioner.provider_id)
    unit = world.enrolment(practitioner, standard, assessor=assessor)
    show(world, practitioner, standard, unit, "P20", "K8", "K20")
    visitor = Visitor(app, practitioner)
    form = f"form[action$='{unit.id}/observation-request']"

    for labels in (["P20", "K8"], ["P20", "K8"], ["K20"]):
        sent = visitor.visit("/en/").fields(form) | {"label": labels}
        page = visitor.post(f"/en/units/{unit.id}/observation-request", sent)
        assert "Your assessor has been asked." in page.text

    with world.context():
        told = db.session.scalars(sa.select(Notification).order_by(Notification.id)).all()
        assert [one.facts["labels"] for one in told] == ["P20, K8", "K20"]


def test_nobody_is_asked_where_the_unit_has_no_assessor_or_no_such_criterion(
    app: Flask, world: World, practitioner: Actor, standard: MadeStandard
) -> None:
    unit = world.enrolment(practitioner, standard)
    show(world, practitioner, standard, unit, "P20", "K8", "K20")
    visitor = Visitor(app, practitioner)
    address = f"/en/units/{unit.id}/observation-request"

    page = visitor.visit("/en/")
    assert "once one has been named" in page.text
    keys = visitor.visit("/en/evidence/new").fields()
    sent = {name: keys[name] for name in ("csrf_token", "key")}
    assert "Nobody could be asked" in visitor.post(address, sent | {"label": "P20"}).text
    visitor.post(address, sent | {"label": "P99"}, status=404)
    with world.context():
        assert db.session.scalars(sa.select(Notification)).all() == []
