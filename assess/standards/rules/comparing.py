"""Two versions of a standard side by side: what stayed, what was reworded, what is new or gone.

Criteria are matched by their text, never by their label: a label may move. What is the same to
the word goes first; of the rest the likest go together, as long as they are like enough. Two
are never made of one: where a criterion was split, its nearer half goes on and the other is new.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from assess.bilingual import Bilingual, Language, fold
from assess.standards.rules.library import BilingualCriterion, BilingualStandard
from assess.standards.rules.revisions import has_same_words

LIKE_ENOUGH = 0.6
"""The share of words that two texts must have in common to be one criterion, reworded."""

_WORD = re.compile(r"[\w'\u2019-]+")


class Change(StrEnum):
    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Pair:
    """A criterion before and after; one of them is missing where it is new or gone."""

    before: BilingualCriterion | None
    after: BilingualCriterion | None
    change: Change


@dataclass(frozen=True)
class Comparison:
    performance: tuple[Pair, ...]
    knowledge: tuple[Pair, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return self.performance + self.knowledge

    def count(self, change: Change) -> int:
        return sum(pair.change is change for pair in self.pairs)


@dataclass(frozen=True)
class Piece:
    """Some words of a text; marked where the other text does not have them."""

    words: str
    is_marked: bool


def is_newer(edition: str, other: str) -> bool:
    """Versions count up: 10 comes after 9, and 2.1 after 2."""
    return edition_order(edition) > edition_order(other)


def edition_order(edition: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in edition.split("."))


def compare_standards(before: BilingualStandard, after: BilingualStandard) -> Comparison:
    return Comparison(
        performance=_pairs(before.performance, after.performance),
        knowledge=_pairs(before.knowledge, after.knowledge),
    )


def _pairs(
    before: Sequence[BilingualCriterion], after: Sequence[BilingualCriterion]
) -> tuple[Pair, ...]:
    matched = _matches(before, after)
    pairs = [
        _pair(before[matched[place]] if place in matched else None, criterion)
        for place, criterion in enumerate(after)
    ]
    kept = set(matched.values())
    gone = [_pair(one, None) for place, one in enumerate(before) if place not in kept]
    return tuple(pairs + gone)


def _pair(before: BilingualCriterion | None, after: BilingualCriterion | None) -> Pair:
    if before is None:
        return Pair(None, after, Change.NEW)
    if after is None:
        return Pair(before, None, Change.GONE)
    change = Change.UNCHANGED if _is_unchanged(before.text, after.text) else Change.REWORDED
    return Pair(before, after, change)


def _is_unchanged(before: Bilingual, after: Bilingual) -> bool:
    """Say whether no words changed; a text that comes in another language changes none."""
    both = list(_in_both(before, after))
    return bool(both) and all(has_same_words(old, new) for old, new in both)


def _in_both(before: Bilingual, after: Bilingual) -> Iterator[tuple[str, str]]:
    for language in Language:
        old, new = before.text_in(language), after.text_in(language)
        if old is not None and new is not None:
            yield old, new


def _matches(
    before: Sequence[BilingualCriterion], after: Sequence[BilingualCriterion]
) -> dict[int, int]:
    """Give, by the place after, the place before: the likest first, each only once."""
    likenesses = sorted(
        (
            (-likeness(old.text, new.text), old.label != new.label, abs(place - here), here, place)
            for place, old in enumerate(before)
            for here, new in enumerate(after)
        ),
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for alike, _, _, here, place in likenesses:
        if -alike >= LIKE_ENOUGH and here not in matched and place not in taken:
            matched[here] = place
            taken.add(place)
    return matched


def likeness(before: Bilingual, after: Bilingual) -> float:
    """Give the share of words in common, in the language in which it is greatest; 1 is the same.

    Texts of the same words in another order are a little less alike than the same text.
    """
    return max((_share(old, new) for old, new in _in_both(before, after)), default=0.0)


def _share(before: str, after: str) -> float:
    if has_same_words(before, after):
        return 1.0
    old, new = _WORD.findall(fold(before)), _WORD.findall(fold(after))
    common = sum((Counter(old) & Counter(new)).values())
    return 0.999 * 2 * common / max(1, len(old) + len(new))


def marked_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Give both texts with the words marked that the other does not have at that place."""
    old, new = before.split(), after.split()
    blocks = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    left, right = [], []
    for kind, old_from, old_to, new_from, new_to in blocks:
        is_marked = kind != "equal"
        left.append(Piece(" ".join(old[old_from:old_to]), is_marked))
        right.append(Piece(" ".join(new[new_from:new_to]), is_marked))
    return (
        tuple(piece for piece in left if piece.words),
        tuple(piece for piece in right if piece.words),
    )
