"""Working days in England and Wales, the stages of a hand-over, and the day promised for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

import holidays

from assess.actor import Role

DAY = timedelta(days=1)
SATURDAY = 5
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Stage:
    """What was handed over, who has to act on it, and the page on which they do."""

    waits_for: Role
    place: str
    """The page's address after its language; `unit` and `subject` are filled in."""


STAGES = {
    "submitted": Stage(Role.ASSESSOR, "units/{unit}/desk"),
    "answered": Stage(Role.ASSESSOR, "units/{unit}/desk"),
    "question": Stage(Role.PRACTITIONER, "requests/{subject}"),
    "action": Stage(Role.PRACTITIONER, "requests/{subject}"),
    "returned": Stage(Role.PRACTITIONER, "units/{unit}"),
}
"""Every hand-over that somebody waits for. A new one joins by its entry here, and its name."""


def day_in_london(moment: datetime) -> date:
    """Give the day that it is for everybody: in Europe/London."""
    return moment.astimezone(LONDON).date()


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Give the bank holidays of England and Wales; worked out once a year."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Say whether a day is neither at a weekend nor a bank holiday of England and Wales."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_day_after(start: date, days: int) -> date:
    """Give the day that is so many working days after another."""
    day = start
    for _ in range(days):
        day += DAY
        while not is_working_day(day):
            day += DAY
    return day


def working_days_between(start: date, end: date) -> int:
    """Count the working days after one day, up to another and with it; none where it is earlier."""
    span = range(1, (end - start).days + 1)
    return sum(is_working_day(start + timedelta(days=number)) for number in span)


def is_late(due_on: date, today: date) -> bool:
    return due_on < today


def end_of_week(day: date) -> date:
    """Give the Sunday that ends the week of a day."""
    return day + timedelta(days=6 - day.weekday())


def start_of_week(day: date) -> date:
    """Give the Monday that begins the week of a day."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Taken:
    """How long a number of hand-overs took, in working days."""

    count: int
    median: float
    worst: int


def taken(counted: Iterable[tuple[int, int]]) -> Taken | None:
    """Sum up how long hand-overs took, given as days and how many took so long."""
    ordered = sorted(counted)
    if not ordered:
        return None
    count = sum(many for _, many in ordered)
    reached = list(accumulate(many for _, many in ordered))

    def at(place: int) -> int:
        """Give the days of the one at a place, the quickest first, counted from 1."""
        return next(days for (days, _), upto in zip(ordered, reached, strict=True) if upto >= place)

    median = (at((count + 1) // 2) + at(count // 2 + 1)) / 2
    return Taken(count, median, ordered[-1][0])
