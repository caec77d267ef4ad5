"""People with a password. Its hash is a real one at a lower cost: at full cost it is slow."""

from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.people.models import Credential
from assess.people.service import hashing
from tests.world import World

PASSWORD = "nine otters by the Teifi"


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cheap = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    monkeypatch.setattr(hashing, "_hasher", cheap)
    yield
    # It is worked out once, and must not stay cheap for the tests that come after.
    hashing._nobodys_hash.cache_clear()  # noqa: SLF001 (nothing else needs it)


@pytest.fixture
def with_password(app: Flask) -> Callable[[Actor], Actor]:
    """Give somebody the password of this folder's tests."""

    def give(actor: Actor) -> Actor:
        with app.app_context():
            db.session.get_one(Credential, actor.person_id).password_hash = hashing.hash_password(
                PASSWORD
            )
            db.session.commit()
        return actor

    return give


@pytest.fixture
def gwen(world: World, with_password: Callable[[Actor], Actor]) -> Actor:
    """An IQA who can sign in as gwen@example.test."""
    person = world.person(email="gwen@example.test", name="Gwen Lewis")
    return with_password(world.actor(Role.IQA, world.provider(), person))
