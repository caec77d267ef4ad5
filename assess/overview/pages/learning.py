"""What can be learned for a criterion: a few of each, folded away on its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.learning.queries.entries import EntryView
    from assess.learning.queries.lessons import LessonView

MOST_SHOWN = 5


@dataclass(frozen=True)
class CriterionLearning:
    entries: tuple[EntryView, ...]
    lessons: tuple[LessonView, ...]
    has_more_entries: bool
    has_more_lessons: bool


def criterion_learning(
    entries: Sequence[EntryView], lessons: Sequence[LessonView]
) -> CriterionLearning:
    return CriterionLearning(
        tuple(entries[:MOST_SHOWN]),
        tuple(lessons[:MOST_SHOWN]),
        has_more_entries=len(entries) > MOST_SHOWN,
        has_more_lessons=len(lessons) > MOST_SHOWN,
    )
