import pytest
from flask import Flask

from assess.actor import Role
from assess.assessment.models import SignOff
from assess.db import new_id
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Visitor
from tests.world import NOW, World


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_criterion_shows_its_words_and_the_evidence_mapped_to_it(
    app: Flask, world: World, language: str
) -> None:
    practitioner = world.actor(Role.PRACTITIONER, world.provider())
    standard = world.standard()
    unit = world.enrolment(practitioner, standard)
    evidence = world.evidence(practitioner, title="A pilot report")
    world.mapping(evidence, unit, standard.criteria["P2"])

    page = Visitor(app, practitioner).visit(f"/{language}/units/{unit.id}/P2")

    assert f"words of P2 in {language}" in page.text
    assert "A pilot report" in page.text
    assert "A pilot report" not in Visitor(app, practitioner).visit(f"/en/units/{unit.id}/P1").text


def test_a_unit_of_another_provider_is_not_found(app: Flask, world: World) -> None:
    practitioner = world.actor(Role.PRACTITIONER, world.provider())
    unit = world.enrolment(practitioner, world.standard())
    stranger = Visitor(app, world.actor(Role.MANAGER, world.provider()))

    stranger.visit(f"/en/units/{unit.id}", status=404)
    stranger.visit(f"/en/units/{unit.id}/P1", status=404)


def test_an_assessor_named_to_another_unit_finds_nothing(app: Flask, world: World) -> None:
    provider = world.provider()
    unit = world.enrolment(world.actor(Role.PRACTITIONER, provider), world.standard())

    Visitor(app, world.actor(Role.ASSESSOR, provider)).visit(f"/en/units/{unit.id}", status=404)


def test_a_label_that_the_standard_lacks_is_not_found(app: Flask, world: World) -> None:
    practitioner = world.actor(Role.PRACTITIONER, world.provider())
    unit = world.enrolment(practitioner, world.standard())

    Visitor(app, practitioner).visit(f"/en/units/{unit.id}/P99", status=404)


def test_a_criterion_takes_as_many_statements_whatever_the_portfolios_size(
    app: Flask, world: World
) -> None:
    practitioner = world.actor(Role.PRACTITIONER, world.provider())
    standard = world.standard()
    unit = world.enrolment(practitioner, standard)
    visitor = Visitor(app, practitioner)
    visitor.visit(f"/en/units/{unit.id}/P1")
    counts = []
    for _ in range(2):
        for _ in range(10):
            world.mapping(world.evidence(practitioner), unit, standard.criteria["P1"])
        with counted_statements() as sent:
            visitor.visit(f"/en/units/{unit.id}/P1")
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_a_submitted_criterion_leads_its_practitioner_to_the_submission(
    app: Flask, world: World
) -> None:
    case = Case(world)
    case.map("P1")
    submission_id = case.submit("P1")
    address = f"/en/units/{case.unit.id}/P1"
    link = f"a[href='/en/submissions/{submission_id}']"

    assert Visitor(app, case.practitioner).visit(address).soup.select_one(link) is not None
    assert Visitor(app, case.assessor).visit(address).soup.select_one(link) is None


def test_a_signed_off_unit_leads_its_practitioner_to_the_sign_off(app: Flask, world: World) -> None:
    provider = world.provider()
    practitioner = world.actor(Role.PRACTITIONER, provider)
    assessor = world.actor(Role.ASSESSOR, provider)
    unit = world.enrolment(practitioner, world.standard(), assessor=assessor)
    sign_off = SignOff(
        id=new_id(),
        provider_id=provider.id,
        enrolment_id=unit.id,
        assessor_id=assessor.person_id,
        signed_at=NOW,
        proved_at=NOW,
        proved_by="password",
        snapshot={},
        sha256="0" * 64,
    )
    world.save(sign_off)

    page = Visitor(app, practitioner).visit(f"/en/units/{unit.id}")

    assert page.soup.select_one(f'a[href$="{sign_off.id}"]') is not None
