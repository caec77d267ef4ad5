from datetime import timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher, extract_parameters
from pyotp.totp import TOTP

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.db import db, writing
from assess.journal.queries import find_faults
from assess.mail import OutgoingMail
from assess.people.models import Credential, OneTimeLink, Person
from assess.people.queries import find_factor_state
from assess.people.rules.links import LinkDeadError
from assess.people.rules.passwords import PasswordTooCommonError
from assess.people.rules.second_factor import WrongCodeError, make_secret
from assess.people.service import (
    ask_for_reset,
    change_language,
    change_password,
    confirm_second_factor,
    make_new_recovery_codes,
    prove_password,
    rehash_password,
    remove_second_factor,
    reset_password,
    use_code,
)
from assess.people.service.hashing import _nobodys_hash, hash_password, is_right_password
from assess.web.extensions import the_keys
from tests.world import NOW, World

PASSWORD = "nine otters by the Teifi"
HASH = hash_password(PASSWORD)
EMAIL = "gwen@example.test"


@pytest.fixture
def gwen(world: World) -> Actor:
    actor = world.actor(Role.ASSESSOR, world.provider(), world.person(email=EMAIL, name="Gwen"))
    credential(actor).password_hash = HASH
    db.session.commit()
    return actor


def credential(actor: Actor) -> Credential:
    return db.session.get_one(Credential, actor.person_id, populate_existing=True)


def newest_token() -> str:
    mail = db.session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.id.desc())).first()
    assert mail is not None
    return str(mail.facts["token"])


def test_the_right_password_and_only_that_proves_its_person(gwen: Actor) -> None:
    session = db.session()

    assert prove_password(session, email=EMAIL, password=PASSWORD) == gwen.person_id
    for wrong in (
        PASSWORD.upper(),
        f"{PASSWORD} ",
        PASSWORD[:-1],
        "",
        "\x00",
        "\udcff",
        "x" * 1000,
    ):
        assert prove_password(session, email=EMAIL, password=wrong) is None


def test_more_than_seventy_two_bytes_of_a_password_count(gwen: Actor) -> None:
    long = "otter kept wren nine ways " * 4
    credential(gwen).password_hash = hash_password(long)
    db.session.commit()

    assert prove_password(db.session(), email=EMAIL, password=long)
    assert not prove_password(db.session(), email=EMAIL, password=long[:72])


def test_an_unknown_address_costs_a_hash_of_the_same_cost(gwen: Actor) -> None:
    """What takes the time is the hash: one is worked out whether or not there is somebody."""
    known = credential(gwen).password_hash
    assert known is not None

    assert extract_parameters(_nobodys_hash()) == extract_parameters(known)
    assert not is_right_password(None, "nobody has this password")


def test_an_invited_person_without_a_password_proves_nothing(world: World) -> None:
    world.person(email="new@example.test")

    assert prove_password(db.session(), email="new@example.test", password="") is None


def test_a_password_hashed_more_cheaply_is_hashed_again(gwen: Actor) -> None:
    credential(gwen).password_hash = PasswordHasher(1, 8192, 1).hash(PASSWORD)
    db.session.commit()
    with writing() as session:
        rehash_password(session, person_id=gwen.person_id, password=PASSWORD)

    assert "m=65536,t=2,p=1" in str(credential(gwen).password_hash)
    assert prove_password(db.session(), email=EMAIL, password=PASSWORD)


def test_a_reset_sets_a_new_password_once_within_an_hour(gwen: Actor) -> None:
    with writing() as session:
        ask_for_reset(session, email="GWEN@example.test", now=NOW)
    token = newest_token()
    late = NOW + timedelta(hours=1)

    with pytest.raises(LinkDeadError), writing() as session:
        reset_password(session, token=token, password="six herons at the weir", now=late)
    with writing() as session:
        reset_password(session, token=token, password="six herons at the weir", now=NOW)
    with pytest.raises(LinkDeadError), writing() as session:
        reset_password(session, token=token, password="ten herons at the weir", now=NOW)

    proved = prove_password(db.session(), email=EMAIL, password="six herons at the weir")
    assert proved == gwen.person_id


def test_a_newer_reset_kills_the_older(gwen: Actor) -> None:
    del gwen
    tokens = []
    for second in range(2):
        with writing() as session:
            ask_for_reset(session, email=EMAIL, now=NOW + timedelta(seconds=second))
        tokens.append(newest_token())

    later = NOW + timedelta(seconds=2)
    with pytest.raises(LinkDeadError), writing() as session:
        reset_password(session, token=tokens[0], password="six herons at the weir", now=later)
    with writing() as session:
        reset_password(session, token=tokens[1], password="six herons at the weir", now=later)


def test_a_refused_password_leaves_the_reset_link_working(gwen: Actor) -> None:
    del gwen
    with writing() as session:
        ask_for_reset(session, email=EMAIL, now=NOW)
    with pytest.raises(PasswordTooCommonError), writing() as session:
        reset_password(session, token=newest_token(), password="gwen123456789", now=NOW)
    with writing() as session:
        reset_password(session, token=newest_token(), password="six herons at the weir", now=NOW)


def test_a_reset_for_an_address_that_nobody_has_writes_a_link_that_opens_nothing(
    gwen: Actor,
) -> None:
    del gwen
    with writing() as session:
        ask_for_reset(session, email="nobody@example.test", now=NOW)

    link = db.session.scalars(sa.select(OneTimeLink)).one()
    assert link.person_id is None
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OutgoingMail)) == 0


@pytest.mark.parametrize("token", ["", "x", "\x00", "\udcff", "ŵ" * 500])
def test_a_mistyped_token_opens_nothing(gwen: Actor, token: str) -> None:
    del gwen
    with pytest.raises(LinkDeadError), writing() as session:
        reset_password(session, token=token, password="six herons at the weir", now=NOW)


def test_old_links_are_cleared_away_when_a_reset_is_asked_for(gwen: Actor) -> None:
    del gwen
    with writing() as session:
        ask_for_reset(session, email=EMAIL, now=NOW - timedelta(days=60))
    with writing() as session:
        ask_for_reset(session, email=EMAIL, now=NOW)

    assert db.session.scalar(sa.select(sa.func.count()).select_from(OneTimeLink)) == 1


def test_changing_the_password_kills_reset_links(gwen: Actor) -> None:
    with writing() as session:
        ask_for_reset(session, email=EMAIL, now=NOW)
    with writing() as session:
        change_password(session, actor=gwen, password="six herons at the weir", now=NOW)

    with pytest.raises(LinkDeadError), writing() as session:
        reset_password(session, token=newest_token(), password="ten herons at the weir", now=NOW)


def test_the_language_of_mails_changes_and_the_journal_stays_whole(gwen: Actor) -> None:
    person = db.session.get_one(Person, gwen.person_id)
    assert person.language is Language.ENGLISH
    with writing() as session:
        change_language(session, actor=gwen, language=Language.WELSH, now=NOW)

    changed = db.session.get_one(Person, gwen.person_id, populate_existing=True)
    assert changed.language is Language.WELSH
    faults = [fault.reason for fault in find_faults(db.session())]
    assert not [reason for reason in faults if str(gwen.person_id) in reason]


def turn_on(actor: Actor) -> tuple[str, list[str]]:
    secret = make_secret()
    with writing() as session:
        codes = confirm_second_factor(
            session, actor=actor, secret=secret, code=TOTP(secret).at(NOW), keys=the_keys(), now=NOW
        )
    return secret, codes


def test_a_second_factor_is_on_once_a_code_has_shown_that_the_app_has_it(gwen: Actor) -> None:
    secret = make_secret()
    with pytest.raises(WrongCodeError), writing() as session:
        confirm_second_factor(
            session, actor=gwen, secret=secret, code="000000", keys=the_keys(), now=NOW
        )
    assert not find_factor_state(db.session(), person_id=gwen.person_id).is_on

    _, codes = turn_on(gwen)

    state = find_factor_state(db.session(), person_id=gwen.person_id)
    assert (state.is_on, state.recovery_codes_left) == (True, 10)
    stored = str(credential(gwen).recovery_hashes)
    assert not [code for code in codes if code in stored or code.replace("-", "") in stored]


def test_a_code_signs_in_once(gwen: Actor) -> None:
    secret, _ = turn_on(gwen)
    later = NOW + timedelta(seconds=60)
    code = TOTP(secret).at(later)
    answers = []
    for typed in (TOTP(secret).at(NOW), code, code):
        with writing() as session:
            answers.append(
                use_code(session, person_id=gwen.person_id, code=typed, keys=the_keys(), now=later)
            )

    assert answers == [False, True, False]


def test_a_recovery_code_signs_in_once(gwen: Actor) -> None:
    _, codes = turn_on(gwen)
    answers = []
    for _ in range(2):
        with writing() as session:
            answers.append(
                use_code(session, person_id=gwen.person_id, code=codes[0], keys=the_keys(), now=NOW)
            )

    assert answers == [True, False]
    assert find_factor_state(db.session(), person_id=gwen.person_id).recovery_codes_left == 9


def test_new_recovery_codes_replace_the_old_and_removal_ends_them_all(gwen: Actor) -> None:
    _, old = turn_on(gwen)
    with writing() as session:
        new = make_new_recovery_codes(session, actor=gwen, now=NOW)
    with writing() as session:
        assert not use_code(
            session, person_id=gwen.person_id, code=old[0], keys=the_keys(), now=NOW
        )
        assert use_code(session, person_id=gwen.person_id, code=new[0], keys=the_keys(), now=NOW)
    with writing() as session:
        remove_second_factor(session, actor=gwen, now=NOW)
    with writing() as session:
        assert not use_code(
            session, person_id=gwen.person_id, code=new[1], keys=the_keys(), now=NOW
        )


def test_a_reset_leaves_the_second_factor_on(gwen: Actor) -> None:
    turn_on(gwen)
    with writing() as session:
        ask_for_reset(session, email=EMAIL, now=NOW)
    with writing() as session:
        reset_password(session, token=newest_token(), password="six herons at the weir", now=NOW)

    assert find_factor_state(db.session(), person_id=gwen.person_id).is_on
