"""The figures of a year's chart: how much in which month, by kind. The table has the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.cpd.rules.year_standing import YearActivity, is_counted
from assess.cpd.rules.years import Period, months_after

ONE = 100
"""An activity counted as itself, in hundredths like every amount."""


@dataclass(frozen=True)
class ChartMonth:
    month: date
    """Its first day."""

    by_kind: dict[ActivityKind, int]
    """Hundredths; kinds of which there is nothing are left out."""

    activities: int
    """How many ended in it, counted in this unit or not."""

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


@dataclass(frozen=True)
class ChartFigures:
    unit: CpdUnit | None
    """None: activities themselves are counted, since none has an amount."""

    months: tuple[ChartMonth, ...]
    """Every month of the period, with and without anything."""

    by_kind: dict[ActivityKind, int]
    total: int


def chart_figures(
    activities: Iterable[YearActivity], *, period: Period, unit: CpdUnit | None
) -> ChartFigures:
    """Add up by month and kind. Without a unit every activity counts as one."""
    months = {month: ChartMonth(month, {}, 0) for month in months_of(period)}
    by_kind: dict[ActivityKind, int] = {}
    for one in activities:
        if not is_counted(one, period):
            continue
        month = one.ends_on.replace(day=1)
        stands = months[month]
        months[month] = ChartMonth(month, stands.by_kind, stands.activities + 1)
        if counted := _counted(one, unit):
            stands.by_kind[one.kind] = stands.by_kind.get(one.kind, 0) + counted
            by_kind[one.kind] = by_kind.get(one.kind, 0) + counted
    return ChartFigures(unit, tuple(months.values()), by_kind, sum(by_kind.values()))


def units_to_chart(
    activities: Iterable[YearActivity], *, period: Period, asked: CpdUnit | None
) -> tuple[CpdUnit | None, ...]:
    """Give what to draw: the asked unit first, each that has an amount, else the activities."""
    done = [one for one in activities if is_counted(one, period)]
    found = {one.unit for one in done if one.unit is not None and one.hundredths}
    units = [unit for unit in CpdUnit if unit in found]
    if asked in units:
        units.remove(asked)
        units.insert(0, asked)
    return tuple(units) or (None,)


def months_of(period: Period) -> list[date]:
    """Give the first day of each month that a period touches."""
    first = period.starts_on.replace(day=1)
    months = [first]
    while (month := months_after(first, len(months))) <= period.ends_on:
        months.append(month)
    return months


def _counted(one: YearActivity, unit: CpdUnit | None) -> int:
    if unit is None:
        return ONE
    return (one.hundredths or 0) if one.unit is unit else 0
