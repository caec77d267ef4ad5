"""Working days in England and Wales, and the day that a hand-over was promised for."""

from datetime import date, timedelta

import holidays

DAY = timedelta(days=1)
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Say whether a day is neither at a weekend nor a bank holiday of England and Wales."""
    if day.weekday() >= SATURDAY:
        return False
    return day not in holidays.country_holidays("GB", subdiv="ENG", years=day.year)


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
