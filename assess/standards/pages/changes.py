"""Two versions of a standard side by side, with the words marked that changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.bilingual import Language
from assess.standards.rules.comparing import (
    Change,
    Comparison,
    Pair,
    Piece,
    compare_standards,
    is_newer,
    marked_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.standards.rules.library import BilingualCriterion, BilingualStandard


@dataclass(frozen=True)
class ShownText:
    language: Language
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ChangeRow:
    change: Change
    before: str | None
    after: str | None
    """The labels."""

    old: tuple[ShownText, ...]
    new: tuple[ShownText, ...]


@dataclass(frozen=True)
class ChangesPage:
    before: BilingualStandard
    after: BilingualStandard
    editions: tuple[str, ...]
    """The other versions that may be compared with this one."""

    counts: dict[Change, int]
    performance: tuple[ChangeRow, ...]
    knowledge: tuple[ChangeRow, ...]
    is_newer: bool


def changes_page(
    before: BilingualStandard,
    after: BilingualStandard,
    editions: Sequence[str],
    language: Language,
) -> ChangesPage:
    """Set two versions side by side. The texts in the page's own language come first."""
    found: Comparison = compare_standards(before, after)
    return ChangesPage(
        before=before,
        after=after,
        editions=tuple(editions),
        counts={change: found.count(change) for change in Change},
        performance=tuple(_row(pair, language) for pair in found.performance),
        knowledge=tuple(_row(pair, language) for pair in found.knowledge),
        is_newer=is_newer(after.version, before.version),
    )


def _row(pair: Pair, first: Language) -> ChangeRow:
    old, new = [], []
    for language in sorted(Language, key=lambda one: one is not first):
        before, after = _text(pair.before, language), _text(pair.after, language)
        if before is not None and after is not None:
            marked = marked_words(before, after)
            old.append(ShownText(language, marked[0]))
            new.append(ShownText(language, marked[1]))
        elif before is not None:
            old.append(ShownText(language, (Piece(before, is_marked=False),)))
        elif after is not None:
            new.append(ShownText(language, (Piece(after, is_marked=False),)))
    return ChangeRow(
        pair.change,
        pair.before.label if pair.before else None,
        pair.after.label if pair.after else None,
        tuple(old),
        tuple(new),
    )


def _text(criterion: BilingualCriterion | None, language: Language) -> str | None:
    return criterion.text.text_in(language) if criterion else None
