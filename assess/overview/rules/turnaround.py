"""Turnaround by week, from what ended on each day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from assess.clocks.rules import Taken, start_of_week, taken

WEEK = timedelta(days=7)
WEEKS = 13


class Ended(Protocol):
    @property
    def stopped_on(self) -> date: ...
    @property
    def working_days(self) -> int: ...
    @property
    def count(self) -> int: ...


def by_week(ended: Iterable[Ended], *, today: date) -> dict[date, Taken | None]:
    """Sum up the last weeks, each under its Monday, the oldest first; None where nothing ended."""
    weeks: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for one in ended:
        weeks[start_of_week(one.stopped_on)].append((one.working_days, one.count))
    this_week = start_of_week(today)
    mondays = [this_week - WEEK * back for back in reversed(range(WEEKS))]
    return {monday: taken(weeks[monday]) for monday in mondays}
