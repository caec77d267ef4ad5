from flask import Flask

from assess.actor import Role
from assess.assessment.rules import Outcome
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Visitor
from tests.world import World


def cells(visitor: Visitor) -> list[list[str]]:
    table = visitor.visit("/en/units").soup.select("main table tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table]


def test_a_line_says_how_far_a_unit_has_come(app: Flask, world: World) -> None:
    case = Case(world)
    case.map("P1", "P2", "P3")
    case.submit("P1", "P2")
    case.decide(Outcome.MET, "P1")

    [line] = cells(Visitor(app, world.actor(Role.MANAGER, case.provider)))

    assert line[3] == "In progress"
    assert line[5:] == ["1 of 5", "1", "2"]


def test_a_unit_is_ready_when_all_is_met_and_then_signed_off(app: Flask, world: World) -> None:
    case = Case(world)
    visitor = Visitor(app, world.actor(Role.MANAGER, case.provider))
    case.meet_all()
    assert cells(visitor)[0][3] == "Ready to sign off"

    case.sign_off()

    assert cells(visitor)[0][3] == "Signed off"
    assert cells(visitor)[0][5:] == ["5 of 5", "0", "0"]


def test_the_list_of_units_takes_as_many_statements_for_25_as_for_2(
    app: Flask, world: World
) -> None:
    counts = []
    for people in (2, 25):
        provider = world.provider()
        standard = world.standard(urn=f"NOS{people}")
        assessor = world.actor(Role.ASSESSOR, provider)
        for _ in range(people):
            practitioner = world.actor(Role.PRACTITIONER, provider)
            unit = world.enrolment(practitioner, standard, assessor=assessor)
            world.mapping(world.evidence(practitioner), unit, standard.criteria["P1"])
        for actor in (assessor, world.actor(Role.MANAGER, provider)):
            visitor = Visitor(app, actor)
            visitor.visit("/en/units")
            with counted_statements() as sent:
                visitor.visit("/en/units")
            counts.append(len(sent))

    assert len(set(counts)) == 1, counts
    assert counts[0] <= 10
