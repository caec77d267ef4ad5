"""The order of the map's rows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assess.bilingual import fold
from assess.overview.rules.progress import Progress


class Sort(StrEnum):
    NAME = "name"
    STUCK = "stuck"
    PROGRESS = "progress"


@dataclass(frozen=True)
class Standing:
    """Where a practitioner stands in the units that the map shows."""

    name: str
    progress: tuple[Progress, ...]
    """Of each unit."""

    quiet_days: int
    """Since anything happened in a unit that is not finished."""

    left: int
    """Criteria that are neither met nor with the assessor."""

    done_share: float

    @property
    def is_behind(self) -> bool:
        return Progress.BEHIND in self.progress

    @property
    def is_finished(self) -> bool:
        return all(one is Progress.FINISHED for one in self.progress)


def quiet_days_after(last_on: date | None, starts_on: date, today: date) -> int:
    """Count the days since anything happened: since the start, where nothing has."""
    return max(0, (today - max(last_on or starts_on, starts_on)).days)


def stuck_key(standing: Standing) -> tuple[bool, bool, int, int, str]:
    """Put whoever is most stuck first.

    Behind what is expected goes first; then whoever has waited longest since anything happened;
    then whoever has the most criteria left. Whoever is finished comes last.
    """
    return (
        standing.is_finished,
        not standing.is_behind,
        -standing.quiet_days,
        -standing.left,
        fold(standing.name),
    )


def sort_key(sort: Sort, standing: Standing) -> tuple[object, ...]:
    """Give what rows are compared by: by progress, the least done comes first."""
    if sort is Sort.STUCK:
        return stuck_key(standing)
    if sort is Sort.PROGRESS:
        return (standing.done_share, fold(standing.name))
    return (fold(standing.name),)
