"""A statement gives the same rows each time, whoever sends it: SQLAlchemy or we ourselves."""

from typing import Any

import pytest
import sqlalchemy as sa

from assess.actor import Role
from assess.db import db, read
from assess.people.models import Person, RoleHolding
from tests.world import World

ONE = sa.select(Person.id, RoleHolding.id, RoleHolding.role, RoleHolding.created_at).join(
    RoleHolding, RoleHolding.person_id == Person.id
)


@pytest.mark.parametrize(
    "statement",
    [
        ONE.where(Person.id.in_(sa.bindparam("people", expanding=True))),
        ONE.where(
            Person.id.in_(sa.bindparam("people", expanding=True)),
            RoleHolding.role.in_([Role.ASSESSOR, Role.IQA]),
        ),
    ],
)
def test_the_rows_are_the_same_each_time(world: World, statement: sa.Select[Any]) -> None:
    provider = world.provider()
    people = [world.actor(Role.ASSESSOR, provider).person_id for _ in range(3)]
    with world.context():
        for some in (people, people[:1], []):
            times = [read(db.session(), statement, {"people": list(some)}) for _ in range(3)]

            assert times[0] == times[1] == times[2]
            assert [row.id for row in times[0]] == [row.id for row in times[2]]
            assert {row[0] for row in times[2]} == set(some)
