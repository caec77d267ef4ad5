"""The years of a membership: periods of one or more years, from the day that the person typed."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assess.cpd.rules.kinds import CpdUnit
from assess.cpd.rules.packs import OWN_TARGET
from assess.refusals import RefusedError

DAY = timedelta(days=1)
DECEMBER = 12
EARLIEST_YEAR = 1950
FURTHEST_AHEAD = timedelta(days=366)
MOST_MEMBERSHIPS = 20
LARGEST_TARGET = 100_000 * 100


class UnknownPackError(RefusedError):
    field = "pack"


class StartsTooEarlyError(RefusedError):
    field = "starts_on"


class StartsTooLateError(RefusedError):
    field = "starts_on"


class EndsBeforeStartError(RefusedError):
    field = "ends_on"


class TargetMissingError(RefusedError):
    """The person's own target without an amount, or an amount without its unit."""

    field = "target"


class TargetTooLargeError(RefusedError):
    field = "target"


class SameMembershipError(RefusedError):
    """A membership of this pack that overlaps in time stands already."""

    field = "pack"


class TooManyMembershipsError(RefusedError):
    field = "pack"


class SomethingSaidError(RefusedError):
    """A membership of which something was said or declared is ended, never taken out."""


@dataclass(frozen=True)
class Period:
    """From the first day to the last one, both with it."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def overlaps(self, starts_on: date, ends_on: date | None) -> bool:
        return starts_on <= self.ends_on and (ends_on is None or ends_on >= self.starts_on)


def years_after(day: date, years: int) -> date:
    """Give the same day so many years later; 29 February falls on 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later, or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, DECEMBER)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def periods_of(
    *, starts_on: date, ends_on: date | None, years: int, today: date
) -> tuple[Period, ...]:
    """Give a membership's periods up to today's, the first one always; its end cuts the last."""
    return tuple(_periods(starts_on, ends_on, years, today))


def _periods(starts_on: date, ends_on: date | None, years: int, today: date) -> Iterator[Period]:
    first, count = starts_on, 1
    while count == 1 or first <= today:
        following = years_after(starts_on, count * years)
        last = following - DAY
        if ends_on is not None and ends_on <= last:
            yield Period(first, ends_on)
            return
        yield Period(first, last)
        first, count = following, count + 1


def period_at(
    starts_on: date, *, of_membership: date, ends_on: date | None, years: int, today: date
) -> Period | None:
    """Give the period that starts on a day, or None where none of the membership's does."""
    periods = periods_of(starts_on=of_membership, ends_on=ends_on, years=years, today=today)
    return next((period for period in periods if period.starts_on == starts_on), None)


def check_membership(
    *,
    pack: str,
    is_known: bool,
    starts_on: date,
    target_hundredths: int | None,
    target_unit: CpdUnit | None,
    others: tuple[tuple[str, Period], ...],
    today: date,
) -> None:
    """Refuse a membership that cannot be kept. `others` are the person's own, by pack."""
    if not is_known:
        raise UnknownPackError(pack)
    if starts_on.year < EARLIEST_YEAR:
        raise StartsTooEarlyError(starts_on.isoformat())
    if starts_on > today + FURTHEST_AHEAD:
        raise StartsTooLateError(starts_on.isoformat())
    check_target(pack, target_hundredths, target_unit)
    if len(others) >= MOST_MEMBERSHIPS:
        raise TooManyMembershipsError(pack)
    if any(key == pack and period.overlaps(starts_on, None) for key, period in others):
        raise SameMembershipError(pack)


def check_target(pack: str, hundredths: int | None, unit: CpdUnit | None) -> None:
    if pack != OWN_TARGET:
        return
    if not hundredths or unit is None or hundredths < 0:
        raise TargetMissingError(pack)
    if hundredths > LARGEST_TARGET:
        raise TargetTooLargeError(str(hundredths))


def check_end(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise EndsBeforeStartError(ends_on.isoformat())
