"""Which criteria a piece of evidence may show, by the words that both have (Okapi BM25).

A criterion is the document, the evidence the question. The numbers were chosen on the tuning
part of the labelled set, see docs/suggestions.md.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Generic, Protocol, TypeVar

from assess.bilingual import Bilingual, Language
from assess.evidence.rules.stems import Stem, stems_of

MOST = 8
MOST_TEXT = 400_000
"""Characters of a piece of evidence that are compared."""

SATURATION = 1.2
"""How soon a word that a criterion repeats says nothing new (k1)."""

LENGTH = 0.75
"""How much a long criterion counts less for each of its words (b)."""

REPETITION = 8.0
"""How soon a word that the evidence repeats says nothing new (k3)."""

LEAST = 0.5
"""What the words that are the same must say together, beside a word that one criterion alone has.

A word that most criteria have is no reason to suggest one.
"""


class HasWords(Protocol):
    @property
    def words(self) -> Bilingual: ...


Criterion = TypeVar("Criterion", bound=HasWords)


@dataclass(frozen=True)
class Part:
    """A stretch of a criterion's text, and whether the evidence has the word."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Suggestion(Generic[Criterion]):
    criterion: Criterion
    score: float
    parts: tuple[Part, ...]


def suggest_criteria(
    text: str, criteria: Sequence[Criterion], language: Language, *, most: int = MOST
) -> list[Suggestion[Criterion]]:
    """Give the criteria that share most with a text, best first; none where nothing matches."""
    asked = Counter(one.stem for one in stems_of(text[:MOST_TEXT], language))
    documents = [
        (one, words, stems_of(words, language))
        for one in criteria
        if (words := one.words.text_in(language))
    ]
    if not asked or not documents:
        return []
    rarity = _rarity([stems for *_, stems in documents])
    least = LEAST * _rarity_of(1, len(documents))
    average = sum(len(stems) for *_, stems in documents) / len(documents)
    found = [
        Suggestion(one, score, _parts(words, stems, asked))
        for one, words, stems in documents
        if (score := _score(stems, asked, rarity, average, least)) > 0
    ]
    return sorted(found, key=lambda one: -one.score)[:most]


def _rarity(documents: Sequence[Sequence[Stem]]) -> dict[str, float]:
    """Give how much each word says: more, the fewer criteria have it."""
    having = Counter(stem for stems in documents for stem in {one.stem for one in stems})
    return {stem: _rarity_of(number, len(documents)) for stem, number in having.items()}


def _rarity_of(number: int, of: int) -> float:
    return log(1 + (of - number + 0.5) / (number + 0.5))


def _score(
    stems: Sequence[Stem],
    asked: Counter[str],
    rarity: dict[str, float],
    average: float,
    least: float,
) -> float:
    counts = Counter(one.stem for one in stems)
    shared = sorted(counts.keys() & asked.keys())
    if sum(rarity[stem] for stem in shared) < least:
        return 0.0
    room = SATURATION * (1 - LENGTH + LENGTH * len(stems) / average)
    return sum(
        rarity[stem]
        * counts[stem] * (SATURATION + 1) / (counts[stem] + room)
        * asked[stem] * (REPETITION + 1) / (asked[stem] + REPETITION)
        for stem in shared
    )  # fmt: skip


def _parts(words: str, stems: Sequence[Stem], asked: Counter[str]) -> tuple[Part, ...]:
    parts, place = [], 0
    for one in stems:
        if one.stem in asked:
            parts += [Part(words[place : one.start], is_match=False)]
            parts += [Part(words[one.start : one.end], is_match=True)]
            place = one.end
    parts.append(Part(words[place:], is_match=False))
    return tuple(part for part in parts if part.text)
