"""Criteria of different standards that one piece of evidence may show: read from our own files."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assess.bilingual import Bilingual


class Strength(StrEnum):
    SAME_IN_WELSH = "word-identical in Welsh"
    RELATED = "related"


@dataclass(frozen=True)
class Place:
    """A criterion by its address."""

    urn: str
    edition: str
    label: str


@dataclass(frozen=True)
class Counterpart:
    """The criterion of the other standard, and how near it is."""

    place: Place
    strength: Strength
    why: Bilingual
    source: Bilingual


class CrosswalkError(ValueError):
    """A file of pairs that is not as it should be."""


def read_crosswalk(text: str) -> list[tuple[Place, Counterpart]]:
    """Give each pair in both directions: a criterion, and its counterpart.

    Raises:
        CrosswalkError: when the file is not as it should be.

    """
    try:
        return list(_pairs(tomllib.loads(text)))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as wrong:
        raise CrosswalkError(str(wrong)) from wrong


def _pairs(table: dict[str, Any]) -> Iterator[tuple[Place, Counterpart]]:
    standards = [(one["urn"], one["version"]) for one in table["standard"]]
    source = Bilingual(table["source"]["en"], table["source"]["cy"])
    for pair in table["pair"]:
        one, other = (
            Place(urn, edition, label)
            for (urn, edition), label in zip(standards, pair["labels"], strict=True)
        )
        strength = Strength(pair["strength"])
        why = Bilingual(pair.get("why", {}).get("en"), pair.get("why", {}).get("cy"))
        if strength is Strength.RELATED and not (why.en and why.cy):
            raise CrosswalkError(f"{one.label} and {other.label} do not say why they are related")
        yield one, Counterpart(other, strength, why, source)
        yield other, Counterpart(one, strength, why, source)
