import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.people.rules import DEMO_PASSWORD
from assess.people.rules.common_passwords import COMMON_WORDS, RUNS
from assess.people.rules.passwords import (
    LONGEST,
    SHORTEST,
    PasswordTooCommonError,
    PasswordTooLongError,
    PasswordTooShortError,
    check_password,
    normalise_password,
)
from assess.refusals import RefusedError

KNOWN = ["Siân Jones", "sian.jones@example.test", "Cwmni Hyfforddi Dyfed"]


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaŵ",
        "ab" + " " * 20 + "cd",
        "three geese over Aberaeron",
        "correct staple over horses",
        "8#2!9_4(1)7+53",
        "🥁🚲🏔🐑🌊🌙🍞🧀🎻🌧🐳😀",
        "mae'r ddafad yn y cwtsh",
        DEMO_PASSWORD,
    ],
)
def test_a_long_password_of_any_characters_is_taken(password: str) -> None:
    check_password(password, about=KNOWN)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Passw0rd!2026",
        "P@$$w0rdP@$$w0rd",
        "cyfrinair1234",
        "Croeso2026!!",
        "qwertyuiop123",
        "1q2w3e4r5t6y",
        "123456789012",
        "210987654321",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "            ",
        "iloveyou 1234!",
        "DragonFootball99",
        "correct horse battery staple",
    ],
)
def test_what_guessers_try_first_is_refused(password: str) -> None:
    with pytest.raises(PasswordTooCommonError):
        check_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "sian jones 2026",
        "Siân.Jones.1234",
        "SIANJONES!!!!",
        "sian.jones@example.test",
        "cwmni hyfforddi",
        "Hyfforddi-Dyfed-26",
        "assess-portfolio",
        "portffolio asesu",
        "5ianJones12345",
    ],
)
def test_own_names_and_the_services_names_are_refused(password: str) -> None:
    with pytest.raises(PasswordTooCommonError):
        check_password(password, about=KNOWN)


def test_a_name_within_a_longer_phrase_is_no_reason_to_refuse() -> None:
    check_password("sian keeps nine otters", about=KNOWN)


@pytest.mark.parametrize("word", sorted(COMMON_WORDS)[::7])
@pytest.mark.parametrize("pattern", ["{}{}{}", "{}1234567890", "1234567890{}!", "{} {} 2026 2026"])
def test_a_listed_word_doubled_or_with_digits_is_refused(word: str, pattern: str) -> None:
    password = pattern.format(word, word, word)
    if len(password) < SHORTEST:
        password += "1234567890"

    with pytest.raises(PasswordTooCommonError):
        check_password(password)


@pytest.mark.parametrize("run", [run for run in RUNS if len(run) >= SHORTEST])
def test_a_row_of_keys_is_refused(run: str) -> None:
    with pytest.raises(PasswordTooCommonError):
        check_password(run[:LONGEST])


@pytest.mark.parametrize(
    ("length", "refusal"),
    [
        (7, PasswordTooShortError),
        (11, PasswordTooShortError),
        (129, PasswordTooLongError),
        (1000, PasswordTooLongError),
    ],
)
def test_a_password_of_the_wrong_length_is_refused(
    length: int, refusal: type[RefusedError]
) -> None:
    with pytest.raises(refusal):
        check_password(("otter kept wren " * 70)[:length])


@pytest.mark.parametrize("length", [12, 15, 64, 128])
def test_twelve_to_a_hundred_and_twenty_eight_characters_are_taken(length: int) -> None:
    check_password(("otter kept wren nine ways " * 7)[:length])


def test_a_letter_is_the_same_however_a_keyboard_sends_it() -> None:
    assert normalise_password("cw\u0302n") == normalise_password("c\u0175n")


@given(st.text(max_size=200))
def test_any_text_is_judged_and_none_breaks_the_judge(text: str) -> None:
    try:
        check_password(text, about=KNOWN)
    except RefusedError:
        return
    assert SHORTEST <= len(normalise_password(text)) <= LONGEST
