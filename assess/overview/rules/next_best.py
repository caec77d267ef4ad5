"""Which evidence to get next: greedy weighted set cover of the criteria that are still open.

To find the very best set takes time that doubles with each activity; taking at each step what
covers most for its effort is never worse than the best by more than the harmonic number of the
largest activity, and on lists as short as these it is mostly the best.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assess.overview.rules.activities import Activity

SHOWN = 3


@dataclass(frozen=True)
class Step:
    """An activity, and the open criteria that it covers and those before it do not."""

    activity: Activity
    covers: tuple[str, ...]


def next_best(
    open_labels: Collection[str], activities: Sequence[Activity], *, most: int | None = None
) -> list[Step]:
    """Give activities in the order in which to do them, until all that can be covered is."""
    left, steps = set(open_labels), list[Step]()
    while len(steps) != most and (
        best := max(activities, key=lambda one: _worth(one, left), default=None)
    ):
        covers = tuple(label for label in best.labels if label in left)
        if not covers:
            break
        left.difference_update(covers)
        steps.append(Step(best, covers))
    return steps


def _worth(activity: Activity, left: set[str]) -> tuple[float, int]:
    """Rank by criteria for the effort, then by criteria. Of equals the first in the file wins."""
    covered = len(left.intersection(activity.labels))
    return covered / activity.effort, covered
