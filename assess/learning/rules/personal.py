"""What in a text looks like personal data. It is pointed out, never refused or taken out."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

MOST_SHOWN = 20
SHORTEST_NAME = 3
"""In letters: shorter ones are words far more often than names."""

_EMAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\s@<>(),;:\"]*[^\s@<>(),;:\".!?]")
_PHONE = re.compile(r"(?<![\w.,])\+?\(?\d(?:[\s().\-]{0,2}\d){8,14}(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\-][^\W\d_]+)*")
_DIGITS = 10


def likely_personal(texts: Sequence[str], names: Iterable[str]) -> tuple[str, ...]:
    """Give the words in some texts that look like somebody's address, number or name.

    `names` are those of the people who may be meant. A name counts where it stands whole,
    and a part of it where it is written as a name is, with a capital.
    """
    whole = "\n".join(texts)
    found = [one[0] for one in _EMAIL.finditer(whole)]
    found += [one[0].strip() for one in _PHONE.finditer(whole) if _is_phone(one[0])]
    found += _names_in(whole, names)
    return tuple(dict.fromkeys(found))[:MOST_SHOWN]


def _is_phone(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    return digits >= _DIGITS and text.lstrip("(").startswith(("0", "+"))


def _names_in(text: str, names: Iterable[str]) -> list[str]:
    parts = {
        _plain(word[0])
        for name in names
        for word in _WORD.finditer(name)
        if len(word[0]) >= SHORTEST_NAME
    }
    return [
        word[0]
        for word in _WORD.finditer(text)
        if not word[0].islower() and _plain(_owner(word[0])) in parts
    ]


def _owner(word: str) -> str:
    """Give a word without the ending that says whose something is: Siân's."""
    for ending in ("'s", "\u2019s"):
        word = word.removesuffix(ending)
    return word


def _plain(word: str) -> str:
    lowered = unicodedata.normalize("NFKD", word).casefold().replace("\u2019", "'")
    return "".join(letter for letter in lowered if not unicodedata.combining(letter))
