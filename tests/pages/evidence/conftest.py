from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import Base, db
from assess.evidence.models import EvidenceFile
from assess.people.models import Provider
from tests.visitor import Visitor
from tests.world import MadeStandard, World

Count = Callable[[type[Base]], int]


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def actor(world: World, provider: Provider) -> Actor:
    return world.actor(Role.PRACTITIONER, provider)


@pytest.fixture
def standard(world: World, actor: Actor) -> MadeStandard:
    """Give a standard that the practitioner is enrolled on."""
    standard = world.standard()
    world.enrolment(actor, standard)
    return standard


@pytest.fixture
def mine(app: Flask, actor: Actor) -> Visitor:
    """Give the practitioner's browser."""
    return Visitor(app, actor)


@pytest.fixture
def count(world: World) -> Count:
    def rows_of(table: type[Any]) -> int:
        with world.context():
            return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0

    return rows_of


@pytest.fixture
def only_file(world: World) -> Callable[[], EvidenceFile]:
    def the_only_file() -> EvidenceFile:
        with world.context():
            return db.session.scalars(sa.select(EvidenceFile)).one()

    return the_only_file
