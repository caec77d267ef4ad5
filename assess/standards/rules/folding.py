"""Search that forgives accents and Welsh initial mutations.

A stored column holds `search_column(text)`. A query becomes, by `search_terms`, one set of
spellings for each of its words: the column answers when for every set it contains one of the
spellings at the start of a word, that is, after a space. The mutations are worked out on the
query, never on the stored text, so English words keep their own spelling there.
"""

import re

from assess.bilingual import fold

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_MUTATED = 3
_VOWELS = tuple("aeiouwy")
_GONE = ""
"""Soft mutation takes a radical's g away altogether."""

_MUTATIONS = {
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "c": ("g", "ngh", "ch"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "g": (_GONE, "ng"),
    "ll": ("l",),
    "m": ("f",),
    "rh": ("r",),
}
_DIGRAPHS = ("ch", "dd", "ff", "ll", "ph", "rh", "th")
"""A radical in c is not one in ch: these letters look like two and are one."""


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def search_column(text: str) -> str:
    """Words each after a space, so that " word" finds the start of one."""
    return "".join(f" {word}" for word in _words(text))


def search_terms(query: str) -> tuple[frozenset[str], ...]:
    return tuple(spellings_of(word) for word in dict.fromkeys(_words(query)))


def matches(query: str, text: str) -> bool:
    """An empty query matches everything."""
    column = search_column(text)
    return all(
        any(f" {spelling}" in column for spelling in spellings) for spellings in search_terms(query)
    )


def spellings_of(word: str) -> frozenset[str]:
    """Give every mutated form of every word that this folded one may be a mutation of."""
    if len(word) < _SHORTEST_MUTATED or not word[0].isalpha():
        return frozenset({word})
    forms = {word}
    for radical in _radicals_of(word):
        forms.add(radical)
        forms.update(_mutated(radical))
    return frozenset(forms)


def _radicals_of(word: str) -> set[str]:
    radicals = {word}
    for radical, mutated in _MUTATIONS.items():
        for start in mutated:
            if _starts(word, start):
                radicals.add(radical + word[len(start) :])
    if word[0] == "h" and word[1:].startswith(_VOWELS):
        radicals.add(word[1:])
    return radicals


def _starts(word: str, start: str) -> bool:
    """Say whether the word may have this mutated start, taking digraphs as single letters."""
    if start == _GONE:
        return word.startswith((*_VOWELS, "l", "r")) and not word.startswith(("ll", "rh"))
    if not word.startswith(start):
        return False
    return start in _DIGRAPHS or len(start) > 1 or not word.startswith(_DIGRAPHS)


def _mutated(radical: str) -> set[str]:
    if radical.startswith(_VOWELS):
        return {f"h{radical}"}
    first = next((name for name in ("ll", "rh") if radical.startswith(name)), radical[0])
    if radical.startswith(_DIGRAPHS) and first not in {"ll", "rh"}:
        return set()
    return {start + radical[len(first) :] for start in _MUTATIONS.get(first, ())}
