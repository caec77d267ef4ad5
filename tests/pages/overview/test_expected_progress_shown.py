from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from assess.actor import Role
from tests.services.assessment.case import Case
from tests.visitor import Visitor
from tests.world import World

TODAY = datetime.now(UTC).date()


@pytest.mark.parametrize(
    ("started", "ends", "words"),
    [(100, 100, "Behind"), (0, 100, "On track"), (100, None, "No end date")],
)
def test_the_practitioner_and_the_list_of_units_see_the_same(
    app: Flask, world: World, started: int, ends: int | None, words: str
) -> None:
    case = Case(
        world,
        starts_on=TODAY - timedelta(days=started),
        ends_on=TODAY + timedelta(days=ends) if ends is not None else None,
    )
    manager = world.actor(Role.MANAGER, case.provider)

    for actor, address in ((case.practitioner, "/en/"), (manager, "/en/units")):
        page = Visitor(app, actor).visit(address)
        tag = page.soup.select_one(".assess-pace")
        assert tag is not None
        assert words in tag.get_text()
        assert "Up to a tenth of the criteria more or less is on track" in page.text


def test_it_is_said_in_welsh_too(app: Flask, world: World) -> None:
    case = Case(world, starts_on=TODAY, ends_on=TODAY + timedelta(days=9))

    assert "Yn ôl y disgwyl" in Visitor(app, case.practitioner).visit("/cy/").text
