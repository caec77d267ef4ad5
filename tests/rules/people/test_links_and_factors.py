from datetime import timedelta

import pytest
from pyotp import parse_uri
from pyotp.totp import TOTP

from assess.people.rules.links import hash_token, is_live, make_token
from assess.people.rules.second_factor import (
    RECOVERY_CODES,
    address_for_app,
    find_step,
    hash_recovery_code,
    make_recovery_codes,
    make_secret,
    recovery_hashes_after,
)
from tests.world import NOW

HERE = int(NOW.timestamp()) // 30


def test_tokens_differ_and_their_hashes_do_not_show_them() -> None:
    tokens = {make_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert all(len(token) >= 43 for token in tokens)
    assert not any(token in hash_token(token) for token in tokens)


def test_a_link_lives_until_it_is_used_or_expires() -> None:
    later = NOW + timedelta(hours=1)

    assert is_live(expires_at=later, used_at=None, now=NOW)
    assert not is_live(expires_at=later, used_at=NOW, now=NOW)
    assert not is_live(expires_at=later, used_at=None, now=later)


@pytest.mark.parametrize(("offset", "taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_code_of_the_step_before_or_after_is_taken_and_none_further(
    offset: int,
    taken: bool,  # noqa: FBT001 (a parameter of the test)
) -> None:
    secret = make_secret()
    code = TOTP(secret).generate_otp(HERE + offset)

    assert (find_step(secret, code, now=NOW, last_step=0) is not None) is taken


def test_a_code_is_taken_once() -> None:
    secret = make_secret()
    code = TOTP(secret).at(NOW)
    step = find_step(secret, code, now=NOW, last_step=0)

    assert step == HERE
    assert find_step(secret, code, now=NOW, last_step=step) is None


def test_a_code_may_be_typed_with_a_space() -> None:
    secret = make_secret()
    code = TOTP(secret).at(NOW)

    assert find_step(secret, f" {code[:3]} {code[3:]} ", now=NOW, last_step=0) == HERE


@pytest.mark.parametrize("code", ["", "12345", "ŵŷâêîô", "\x00", "123456" * 50, "١٢٣٤٥٦"])
def test_what_is_no_code_is_wrong_and_breaks_nothing(code: str) -> None:
    assert find_step("A" * 32, code, now=NOW, last_step=0) is None


def test_the_app_reads_the_secret_from_the_picture() -> None:
    address = address_for_app("A" * 32, email="rhys@example.test", service="Asesu")

    assert parse_uri(address).secret == "A" * 32


def test_a_recovery_code_works_once_however_it_is_typed() -> None:
    codes = make_recovery_codes()
    hashes = [hash_recovery_code(code) for code in codes]

    remaining = recovery_hashes_after(hashes, codes[3].upper().replace("-", " "))

    assert len(set(codes)) == RECOVERY_CODES
    assert remaining is not None
    assert len(remaining) == RECOVERY_CODES - 1
    assert recovery_hashes_after(remaining, codes[3]) is None
    assert recovery_hashes_after(hashes, "") is None
