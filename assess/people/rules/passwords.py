"""What a password must be: long, and not what a guesser tries first. Any characters may stand.

There is no rule about capitals or digits, and none about changing it: they make passwords
worse. What is refused is what a list of common words, a row of keys or the person's own
name gives away.
"""

import re
import string
import unicodedata
from collections.abc import Iterable
from functools import cache

from assess.people.rules.common_passwords import COMMON_WORDS, LEET, RUNS
from assess.refusals import RefusedError

SHORTEST = 12
LONGEST = 128
OWN_WORDS = ("assess", "asesu", "portfolio", "portffolio", "eportfolio", "bortffolio")
"""The service's own names."""

_FILLING = frozenset(string.digits + string.punctuation + string.whitespace)
_FILLING_ROOM = 6
_WORDS_ROOM = 2
_SHORTEST_RUN = 3
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_YEAR_LENGTH = 4
_SHORTEST_OWN = 3


class PasswordTooShortError(RefusedError):
    pass


class PasswordTooLongError(RefusedError):
    pass


class PasswordTooCommonError(RefusedError):
    """On the list, or made of little more than listed words, rows of keys or own names."""


def normalise_password(typed: str) -> str:
    """Give a password as it is hashed: ŵ is the same letter whichever way a keyboard sends it."""
    return unicodedata.normalize("NFC", typed)


def check_password(typed: str, *, about: Iterable[str] = ()) -> None:
    """Refuse a password that is too short, too long, or guessed early.

    `about` is what a guesser would know: the person's name and address, the provider's names.
    """
    password = normalise_password(typed)
    if len(password) < SHORTEST:
        raise PasswordTooShortError(f"{len(password)} characters")
    if len(password) > LONGEST:
        raise PasswordTooLongError(f"{len(password)} characters")
    if is_guessable(password, about=about):
        raise PasswordTooCommonError("it is among the first that are tried")


def is_guessable(password: str, *, about: Iterable[str] = ()) -> bool:
    """Tell whether a password is a repetition, or is made of common words, runs and own names."""
    plain = _fold(password)
    if _is_repetition(plain) or "".join(filter(str.isalnum, plain)) in COMMON_WORDS:
        return True
    return _is_covered(plain, _own_words((*OWN_WORDS, *about)))


def _fold(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _is_repetition(text: str) -> bool:
    return text in (text + text)[1:-1]


def _own_words(about: Iterable[str]) -> frozenset[str]:
    words: set[str] = set()
    for text in about:
        parts = "".join(letter if letter.isalnum() else " " for letter in _fold(text)).split()
        words.update((*parts, "".join(parts), _fold(text)))
    return frozenset(word for word in words if len(word) >= _SHORTEST_OWN)


def _is_covered(text: str, own: frozenset[str]) -> bool:
    """Tell whether the text falls wholly into known pieces, with little filling between."""

    @cache
    def rest_is(place: int, words: frozenset[str], filling: int) -> bool:
        if place == len(text):
            return True
        free = _lengths(text, place, own) + _run_lengths(text, place)
        steps = [(length, words, filling) for length in free]
        steps += [
            (length, words | {text[place : place + length]}, filling)
            for length in _lengths(text, place, COMMON_WORDS)
        ]
        if text[place] in _FILLING:
            steps.append((1, words, filling + 1))
        return any(
            rest_is(place + length, used, filled)
            for length, used, filled in steps
            if len(used) <= _WORDS_ROOM and filled <= _FILLING_ROOM
        )

    return rest_is(0, frozenset(), 0)


def _lengths(text: str, place: int, words: frozenset[str]) -> list[int]:
    return [
        length
        for length in {len(word) for word in words if len(word) <= len(text) - place}
        if text[place : place + length] in words or _unleet(text[place : place + length]) & words
    ]


def _unleet(piece: str) -> frozenset[str]:
    return frozenset(piece.translate(table) for table in LEET)


def _run_lengths(text: str, place: int) -> list[int]:
    """Give how far a row of keys, one letter again and again, or a year goes on."""
    lengths = [_YEAR_LENGTH] if _YEAR.match(text, place) else []
    for length in range(_SHORTEST_RUN, len(text) - place + 1):
        piece = text[place : place + length]
        if len(set(piece)) > 1 and not any(piece in run for run in RUNS):
            break
        lengths.append(length)
    return lengths
