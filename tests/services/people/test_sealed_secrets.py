"""The secret of a second factor stands sealed in the database, and nowhere in clear."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from pyotp.totp import TOTP

from assess.actor import Actor, Role
from assess.cli.opening import renew_seals
from assess.db import Base, db, writing
from assess.keys import KeyRing, open_keys
from assess.people.models import Credential
from assess.people.queries import find_factor_state, has_unsealed_secret
from assess.people.rules.second_factor import hash_recovery_code, make_secret
from assess.people.service import confirm_second_factor, seal_secrets, use_code
from assess.settings import Settings
from assess.web.extensions import the_keys
from tests.visitor import Visitor
from tests.world import NOW, World

SECRET = make_secret()


@pytest.fixture
def gwen(world: World) -> Actor:
    return world.actor(Role.ASSESSOR, world.provider())


def kept(actor: Actor) -> Credential:
    return db.session.get_one(Credential, actor.person_id, populate_existing=True)


def keep_in_clear(actor: Actor) -> None:
    credential = kept(actor)
    credential.totp_secret = SECRET
    credential.recovery_hashes = [hash_recovery_code("abcd-efgh")]
    db.session.commit()


def signs_in(actor: Actor, code: str, keys: KeyRing | None = None) -> bool:
    with writing() as session:
        return use_code(
            session, person_id=actor.person_id, code=code, keys=keys or the_keys(), now=NOW
        )


def test_no_table_holds_the_secret_in_clear(gwen: Actor) -> None:
    with writing() as session:
        confirm_second_factor(
            session, actor=gwen, secret=SECRET, code=TOTP(SECRET).at(NOW), keys=the_keys(), now=NOW
        )
    rows = [
        str(tuple(row))
        for table in Base.metadata.sorted_tables
        for row in db.session.execute(sa.select(table))
    ]

    assert any("sealed1:" in row for row in rows)
    assert not [row for row in rows if SECRET in row]


def test_a_secret_that_waits_to_be_confirmed_is_sealed_too(gwen: Actor, app: Flask) -> None:
    page = Visitor(app, gwen).visit("/en/account/second-factor")
    shown = page.soup.select_one("main li strong")
    assert shown is not None
    secret = shown.get_text().replace(" ", "")
    sessions = str(db.session.scalars(sa.text("SELECT data FROM web_session")).all())

    assert len(secret) == 32
    assert "new_factor" in sessions
    assert secret not in sessions


def test_a_secret_from_before_works_and_is_sealed_at_the_next_start(gwen: Actor) -> None:
    keep_in_clear(gwen)
    assert signs_in(gwen, TOTP(SECRET).at(NOW - timedelta(seconds=30)))

    renew_seals()

    assert str(kept(gwen).totp_secret).startswith(the_keys().current)
    assert not has_unsealed_secret(db.session(), current=the_keys().current)
    assert signs_in(gwen, TOTP(SECRET).at(NOW))


def test_a_new_key_takes_over_what_the_older_sealed(gwen: Actor) -> None:
    keep_in_clear(gwen)
    keys = the_keys()
    with writing() as session:
        seal_secrets(session, keys=keys)
    before = keys.current
    keys.add_key()
    with writing() as session:
        assert seal_secrets(session, keys=keys) == 0

    assert keys.current != before
    assert str(kept(gwen).totp_secret).startswith(keys.current)
    assert signs_in(gwen, TOTP(SECRET).at(NOW))


def test_with_the_key_lost_a_recovery_code_still_signs_in(gwen: Actor, tmp_path: Path) -> None:
    keep_in_clear(gwen)
    with writing() as session:
        seal_secrets(session, keys=the_keys())
    others = open_keys(Settings(data_dir=tmp_path))
    with writing() as session:
        assert seal_secrets(session, keys=others) == 1

    assert not signs_in(gwen, TOTP(SECRET).at(NOW), others)
    assert signs_in(gwen, "abcd-efgh", others)
    assert find_factor_state(db.session(), person_id=gwen.person_id).is_on
