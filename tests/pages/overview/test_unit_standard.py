from datetime import UTC, datetime

import pytest
from flask import Flask

from assess.actor import Role
from assess.db import db
from assess.standards.models import StandardText
from tests.services.assessment.test_moving_units import Moving
from tests.visitor import Visitor
from tests.world import World


@pytest.mark.parametrize(("language", "says"), [("en", "past its review date"), ("cy", "adolygu")])
def test_a_unit_says_that_its_standard_is_past_its_review_date(
    app: Flask, world: World, language: str, says: str
) -> None:
    rhys, standard = world.actor(Role.PRACTITIONER, world.provider()), world.standard()
    unit, visitor = world.enrolment(rhys, standard), Visitor(app, rhys)
    address = f"/{language}/units/{unit.id}"
    assert says not in visitor.visit(address).text

    for year in (datetime.now(UTC).year + 5, 2025):
        with world.context():
            session = db.session()
            text = session.get_one(StandardText, standard.text_cy_id)
            text.details = {"indicative_review_date": str(year)}
            session.flush()
            session.info.clear()
            session.commit()
        assert (says in visitor.visit(address).text) is (year == 2025)


def test_a_moved_unit_leads_to_what_became_of_its_criteria(app: Flask, world: World) -> None:
    moving = Moving(world)
    visitor = Visitor(app, moving.practitioner)
    link = f'a[href="/en/units/{moving.unit.id}/moves"]'
    assert not visitor.visit(f"/en/units/{moving.unit.id}").soup.select(link)

    moving.move()
    assert visitor.visit(f"/en/units/{moving.unit.id}").soup.select(link)
