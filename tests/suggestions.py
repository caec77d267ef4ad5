"""Measures the suggested criteria on pieces that were labelled: `python -m tests.suggestions`.

Recall at 8: of the criteria that a piece shows, how many are among the eight suggested.
"""

import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assess.bilingual import Bilingual, Language
from assess.evidence.rules.stems import words_of
from assess.evidence.rules.suggesting import MOST, suggest_criteria
from assess.standards.rules.library_file import read_library_file

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "tests" / "data" / "suggestions"
STANDARDS = ("INSSMA11-1.toml", "INSSMA12-1.toml")


@dataclass(frozen=True)
class Labelled:
    name: str
    """The standard and the label, as in INSSMA11 P3."""

    words: Bilingual


@dataclass(frozen=True)
class Piece:
    language: Language
    text: str
    """Its title and its words, as the service puts them together."""

    criteria: frozenset[str]


Suggest = Callable[[str, Sequence[Labelled], Language], list[str]]


def read_criteria() -> list[Labelled]:
    found = []
    for name in STANDARDS:
        standard = read_library_file((ROOT / "standards" / name).read_text(encoding="utf-8"))
        found += [
            Labelled(f"{standard.urn} {one.label}", one.text)
            for one in (*standard.performance, *standard.knowledge)
        ]
    return found


def read_pieces(part: str) -> list[Piece]:
    """Read a part of the set: `tuning`, or `kept_apart`."""
    table = tomllib.loads((LABELLED / f"{part}.toml").read_text(encoding="utf-8"))
    return [
        Piece(
            Language(one["language"]), f"{one['title']}\n{one['text']}", frozenset(one["criteria"])
        )
        for one in table["piece"]
    ]


def by_comparison(text: str, criteria: Sequence[Labelled], language: Language) -> list[str]:
    return [one.criterion.name for one in suggest_criteria(text, criteria, language)]


def by_overlap(text: str, criteria: Sequence[Labelled], language: Language) -> list[str]:
    """Count the words that are the same as they stand; what says little is left out here, too."""
    asked = words_of(text, language)
    shared = {
        one.name: len(asked & words_of(one.words.text_in(language) or "", language))
        for one in criteria
    }
    best = sorted((one for one in criteria if shared[one.name]), key=lambda one: -shared[one.name])
    return [one.name for one in best[:MOST]]


def recall(pieces: Sequence[Piece], criteria: Sequence[Labelled], suggest: Suggest) -> float:
    """Give the mean over the pieces."""
    shares = [
        len(piece.criteria & set(suggest(piece.text, criteria, piece.language)))
        / len(piece.criteria)
        for piece in pieces
    ]
    return sum(shares) / len(shares)


def measure(part: str) -> list[str]:
    """Give the table of a part, line by line."""
    criteria, pieces = read_criteria(), read_pieces(part)
    lines = [
        "| language | pieces | random | same words | compared (BM25) |",
        "|---|---|---|---|---|",
    ]
    for language, name in ((Language.ENGLISH, "English"), (Language.WELSH, "Welsh")):
        own = [piece for piece in pieces if piece.language is language]
        numbers = (
            MOST / len(criteria),
            recall(own, criteria, by_overlap),
            recall(own, criteria, by_comparison),
        )
        shown = " | ".join(f"{number:.2f}" for number in numbers)
        lines.append(f"| {name} | {len(own)} | {shown} |")
    return lines


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ["kept_apart"]:
        sys.stdout.write("\n".join([f"Recall at {MOST}, {chosen}:", "", *measure(chosen), "", ""]))
