"""The chart of a year: a bar for each month, cut by kind, and the same as a table.

Kinds are told apart by a pattern and by a letter, so that nobody needs a colour.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from assess.cpd.pages.activity_words import SHORT_KINDS, UNITS
from assess.cpd.pages.amounts import number_of
from assess.cpd.rules.kinds import ActivityKind
from assess.cpd.rules.year_chart import ChartFigures, ChartMonth

LEFT, RIGHT = 74, 312
"""Where bars begin, and where the longest ends; the figure stands beside it."""

ROW, BAR, TOP = 24, 18, 6
LETTER_WIDTH = 14
"""What a letter takes: a narrower piece has its pattern alone."""

NARROWEST = 2


@dataclass(frozen=True)
class Piece:
    """What one kind has of a month's bar."""

    kind: str
    letter: str
    x: int
    width: int
    has_letter: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class MonthBar:
    name: str
    y: int
    pieces: tuple[Piece, ...]
    end: int
    total: str
    """Empty where there is nothing."""


@dataclass(frozen=True)
class Legend:
    kind: str
    letter: str
    name: str
    total: str


@dataclass(frozen=True)
class MonthRow:
    """A row of the table: months in which something ended, and no others."""

    month: str
    cells: tuple[str, ...]
    total: str
    activities: int


@dataclass(frozen=True)
class YearChart:
    name: str
    """What is counted: hours, credits or activities."""

    number: int
    """Its place on the page, which makes its patterns' names its own."""

    height: int
    bars: tuple[MonthBar, ...]
    legend: tuple[Legend, ...]
    kinds: tuple[str, ...]
    """The heads of the table's columns."""

    rows: tuple[MonthRow, ...]
    sums: MonthRow

    @property
    def table(self) -> tuple[MonthRow, ...]:
        return (*self.rows, self.sums)


def year_charts(figures: Iterable[ChartFigures]) -> tuple[YearChart, ...]:
    return tuple(_chart(one, number) for number, one in enumerate(figures, start=1))


def chart_name(figures: ChartFigures) -> str:
    return str(UNITS[figures.unit]) if figures.unit else str(_("Activities"))


def letter_of(kind: ActivityKind) -> str:
    """Give the first letter of a kind's name: the names begin with different ones."""
    return str(SHORT_KINDS[kind])[:1].upper()


def _chart(figures: ChartFigures, number: int) -> YearChart:
    top = max([month.total for month in figures.months], default=0)
    kinds = [kind for kind in ActivityKind if figures.by_kind.get(kind)]
    rows = tuple(_row(month, kinds) for month in figures.months if month.activities)
    return YearChart(
        name=chart_name(figures),
        number=number,
        height=TOP + ROW * len(figures.months),
        bars=tuple(_bar(month, place, top) for place, month in enumerate(figures.months)),
        legend=tuple(
            Legend(
                kind.value, letter_of(kind), str(SHORT_KINDS[kind]), _number(figures.by_kind[kind])
            )
            for kind in kinds
        ),
        kinds=tuple(str(SHORT_KINDS[kind]) for kind in kinds),
        rows=rows,
        sums=MonthRow(
            month=_("Together"),
            cells=tuple(_number(figures.by_kind[kind]) for kind in kinds),
            total=_number(figures.total),
            activities=sum(month.activities for month in figures.months),
        ),
    )


def _bar(month: ChartMonth, place: int, top: int) -> MonthBar:
    pieces, x = [], LEFT
    for kind in ActivityKind:
        if not (amount := month.by_kind.get(kind, 0)):
            continue
        width = max(NARROWEST, round((RIGHT - LEFT) * amount / top))
        has_letter = width >= LETTER_WIDTH
        pieces.append(Piece(kind.value, letter_of(kind), x, width, has_letter))
        x += width
    return MonthBar(
        name=_month(month.month, "MMM yy"),
        y=TOP + place * ROW,
        pieces=tuple(pieces),
        end=x,
        total=_number(month.total) if month.total else "",
    )


def _row(month: ChartMonth, kinds: Iterable[ActivityKind]) -> MonthRow:
    return MonthRow(
        month=_month(month.month, "MMMM y"),
        cells=tuple(_number(month.by_kind.get(kind, 0)) for kind in kinds),
        total=_number(month.total),
        activities=month.activities,
    )


def _month(day: date, pattern: str) -> str:
    return str(format_date(day, pattern))


def _number(hundredths: int) -> str:
    return number_of(hundredths)
