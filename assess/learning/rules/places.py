"""Criteria as people type them: "INSSMA11 P17, K17; INSSMA12 P11"."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assess.refusals import RefusedError

MOST_CRITERIA = 50
_APART = re.compile(r"[\s,;]+")


class UnknownCriteriaError(RefusedError):
    """Some of what was typed names no criterion that this provider may see."""

    field = "criteria"

    def __init__(self, unknown: Collection[str]) -> None:
        super().__init__("no such criteria")
        self.unknown = tuple(unknown)


class TooManyCriteriaError(RefusedError):
    """More than anybody reads."""

    field = "criteria"


@dataclass(frozen=True)
class TypedCriterion:
    urn: str
    edition: str | None
    """None for the newest."""

    label: str

    @property
    def name(self) -> str:
        edition = f"/{self.edition}" if self.edition else ""
        return f"{self.urn}{edition} {self.label}".strip()


def words_in(typed: str) -> list[str]:
    """Give the words of what was typed, each of which names a standard or a criterion."""
    return [word for word in _APART.split(typed) if word]


def urn_of(word: str) -> str:
    return word.partition("/")[0].upper()


def read_criteria(typed: str, urns: Collection[str]) -> tuple[TypedCriterion, ...]:
    """Read what was typed: a standard's URN, then labels of its criteria, as often as wanted.

    `urns` are those of the standards that the reader may see, in capitals.

    Raises:
        UnknownCriteriaError: a standard without labels, or a label before any standard.
        TooManyCriteriaError: more than anybody reads.

    """
    found: list[TypedCriterion] = []
    urn, edition, lacks_label = "", None, False
    for word in words_in(typed):
        if urn_of(word) in urns:
            _check_label(urn, lacks=lacks_label)
            urn, lacks_label = urn_of(word), True
            edition = word.partition("/")[2] or None
        elif not urn:
            raise UnknownCriteriaError([word])
        else:
            found.append(TypedCriterion(urn, edition, word.upper()))
            lacks_label = False
    _check_label(urn, lacks=lacks_label)
    if len(found) > MOST_CRITERIA:
        raise TooManyCriteriaError
    return tuple(dict.fromkeys(found))


def show_criteria(places: Iterable[tuple[str, str, str]]) -> str:
    """Write URNs, editions and labels as they can be typed again."""
    by_standard: dict[str, list[str]] = {}
    for urn, edition, label in places:
        by_standard.setdefault(f"{urn}/{edition}", []).append(label)
    return "; ".join(f"{standard} {', '.join(labels)}" for standard, labels in by_standard.items())


def _check_label(urn: str, *, lacks: bool) -> None:
    if lacks:
        raise UnknownCriteriaError([urn])
