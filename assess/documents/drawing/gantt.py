"""A schedule as bars from month to month; the table beside it says the same."""

from collections.abc import Iterator
from datetime import date, timedelta

from reportlab.platypus import Flowable

from assess.documents.drawing import look
from assess.documents.drawing.book import shortened
from assess.documents.drawing.flowables import spoken_in
from assess.documents.drawing.fonts import REGULAR, printable
from assess.documents.drawing.voice import Voice, pdf_language
from assess.documents.pages.sections import PrintedBar

_NAMES, _ROW, _TOP, _SIZE = 150.0, 17.0, 18.0, 7.5
_MOST_ROWS, _MOST_MONTHS, _LEAST_BAR = 30, 12, 3.0
_MONTHS_OF_A_YEAR = 12


def gantts(voice: Voice, bars: tuple[PrintedBar, ...], width: float) -> Iterator["Gantt"]:
    """Give charts that fit on a page each, over the same months."""
    first, last = min(one.starts_on for one in bars), max(one.ends_on for one in bars)
    for start in range(0, len(bars), _MOST_ROWS):
        yield Gantt(voice, bars[start : start + _MOST_ROWS], (first, last), width)


class Gantt(Flowable):
    def __init__(
        self,
        voice: Voice,
        bars: tuple[PrintedBar, ...],
        span: tuple[date, date],
        width: float,
    ) -> None:
        super().__init__()
        self.voice, self.bars, self.span = voice, bars, span
        self.width, self.height = width, _TOP + _ROW * len(bars)
        self.spaceAfter = 8

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        del width, height
        return (self.width, self.height)

    def draw(self) -> None:
        self.canv.setFont(REGULAR, _SIZE)
        for month in _months(*self.span):
            self._month(month)
        for row, bar in enumerate(self.bars):
            self._bar(bar, self.height - _TOP - _ROW * (row + 1))

    def _across(self, day: date) -> float:
        first, last = self.span
        days = (last - first).days + 1
        return _NAMES + (self.width - _NAMES) * (day - first).days / days

    def _month(self, month: date) -> None:
        x = self._across(max(month, self.span[0]))
        self.canv.setStrokeColor(look.RULE)
        self.canv.setLineWidth(0.5)
        self.canv.line(x, 0, x, self.height - 4)
        self.canv.setFillColor(look.QUIET)
        self.canv.drawString(x + 2, self.height - 11, f"{month.month}/{month.year}")

    def _bar(self, bar: PrintedBar, y: float) -> None:
        x = self._across(bar.starts_on)
        width = max(self._across(bar.ends_on + timedelta(days=1)) - x, _LEAST_BAR)
        self.canv.setFillColor(look.INK)
        name = shortened(printable(bar.name.text), REGULAR, _SIZE, _NAMES - 10)
        lang = pdf_language(bar.name.lang)
        with spoken_in(self.canv, None if lang == self.voice.lang else lang):
            self.canv.drawString(0, y + 5, name)
        self.canv.setFillColor(look.TEAL)
        self.canv.roundRect(x, y + 3, width, _ROW - 6, 2, stroke=0, fill=1)


def _months(first: date, last: date) -> list[date]:
    """Give the firsts of the months between two days, thinned where there are many.

    A month that has begun before is left out, for want of room, unless it is the only one.
    """
    count = (last.year - first.year) * _MONTHS_OF_A_YEAR + last.month - first.month
    step = max(1, -(-count // _MOST_MONTHS))
    start = 0 if first.day == 1 or count == 0 else 1
    months = [
        first.year * _MONTHS_OF_A_YEAR + first.month - 1 + n for n in range(start, count + 1, step)
    ]
    return [date(one // _MONTHS_OF_A_YEAR, one % _MONTHS_OF_A_YEAR + 1, 1) for one in months]
