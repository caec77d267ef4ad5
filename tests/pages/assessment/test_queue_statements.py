"""The queue takes as many statements however much waits."""

from flask import Flask

from assess.actor import Actor, Role
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Visitor
from tests.world import World


def busy_assessor(world: World, units: int) -> Actor:
    """Give an assessor for whom so many units wait, with questions answered in half of them."""
    case = Case(world)
    case.map_all()
    case.submit("P1", "P2")
    for number in range(1, units):
        practitioner = world.actor(Role.PRACTITIONER, case.provider)
        evidence = world.evidence(practitioner)
        unit = world.enrolment(practitioner, case.standard, assessor=case.assessor)
        for criterion_id in case.standard.criteria.values():
            world.mapping(evidence, unit, criterion_id)
        case.submit("P1", "P2", actor=practitioner, unit_id=unit.id)
        if number % 2:
            request_id = case.ask("P1", unit_id=unit.id)
            case.answer(request_id, actor=practitioner)
    return case.assessor


def test_the_queue_takes_as_many_statements_for_40_units_as_for_2(app: Flask, world: World) -> None:
    counts = []
    for units in (2, 40):
        visitor = Visitor(app, busy_assessor(world, units))
        for address in ("/en/queue?show=this-week", "/en/queue"):
            visitor.visit(address)
            with counted_statements() as sent:
                page = visitor.visit(address)
            counts.append(len(sent))
        assert len(page.soup.select("main table tbody tr")) == min(units + units // 2, 25)

    assert len(set(counts)) == 1, counts
    assert counts[0] <= 7
