"""Tasks with a start and an end as the bars of a chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assess.plans.rules.figures import read_date
from assess.plans.rules.sheet import SheetBlock

WIDE, ROW, TOP, NAMES = 720, 34, 30, 220
"""The chart's width, a row's height, the room above for months and on the left for names."""

LEAST_BAR = 4
MOST_MONTHS = 12
LONGEST_NAME = 30


@dataclass(frozen=True)
class Bar:
    name: str
    start: date
    end: date
    x: float
    y: int
    width: float


@dataclass(frozen=True)
class Tick:
    """The first day of a month, where the chart has a line."""

    when: date
    x: float


@dataclass(frozen=True)
class Gantt:
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDE

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.bars)


def gantt_of(block: SheetBlock) -> Gantt | None:
    """Give the chart of a table of tasks; None where no task has both of its dates."""
    tasks = list(_tasks(block))
    if not tasks:
        return None
    first, last = min(one[1] for one in tasks), max(one[2] for one in tasks)
    days = (last - first).days + 1
    room = WIDE - NAMES

    def across(when: date) -> float:
        return round(NAMES + room * (when - first).days / days, 1)

    bars = tuple(
        Bar(
            name,
            start,
            end,
            across(start),
            TOP + ROW * place,
            max(round(across(end + timedelta(days=1)) - across(start), 1), LEAST_BAR),
        )
        for place, (name, start, end) in enumerate(tasks)
    )
    return Gantt(bars, tuple(Tick(when, across(when)) for when in _months(first, last)))


def _tasks(block: SheetBlock) -> Iterator[tuple[str, date, date]]:
    chart = block.field.chart
    if chart is None:
        return
    keys = [column.key for column in block.field.columns]
    places = [keys.index(key) for key in (chart.label, chart.start, chart.end)]
    for row in block.rows:
        name, start, end = (str(row.cells[at][0]) if row.cells[at] else "" for at in places)
        from_day, to_day = read_date(start), read_date(end)
        if from_day is not None and to_day is not None and from_day <= to_day:
            yield name, from_day, to_day


def _months(first: date, last: date) -> Sequence[date]:
    """Give the firsts of months between two days, thinned where there are many."""
    count = (last.year - first.year) * 12 + last.month - first.month
    step = max(1, -(-count // MOST_MONTHS))
    months = [first.year * 12 + first.month - 1 + one for one in range(1, count + 1, step)]
    return [date(one // 12, one % 12 + 1, 1) for one in months]
