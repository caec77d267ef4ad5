"""The rows of the map as they stand in the page: thousands of cells, joined here.

They are a hundred times as long as the rest of the page. One letter that is not ASCII would make
a text take twice the room and be read letter by letter when it is sent, so they have none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from assess.overview.pages.map import (
    CELL_NAMES,
    CELL_SIGNS,
    ChosenMap,
    LegendItem,
    MapLine,
    MapStandard,
    count_missing,
    legend,
)
from assess.overview.pages.progress import pace
from assess.overview.rules.cells import CELL_STATES
from assess.overview.rules.progress import Progress

ROOM_FOR_ROWS = Markup("<!-- rows -->")
"""Where the template leaves room for the rows."""

UNITS_KEPT = 2_000
"""Of how many units the cells are kept as they were joined last: four thousand letters each."""

_UNIT = "\0"
"""Stands in a cell where the address of its unit goes."""


@dataclass(frozen=True)
class MapPage:
    chosen: ChosenMap
    rows: str
    """In ASCII: see `with_rows`."""

    legend: tuple[LegendItem, ...]
    missing: tuple[int, ...]
    """Of each column, how many of the rows shown have not met it."""


def map_page(chosen: ChosenMap, unit_address: str) -> MapPage:
    return MapPage(
        chosen=chosen,
        rows="\n".join(map_rows(chosen.lines, chosen.standards, unit_address)),
        legend=legend(),
        missing=count_missing(chosen.lines, chosen.standards),
    )


def map_rows(
    lines: Iterable[MapLine], standards: Sequence[MapStandard], unit_address: str
) -> Iterator[str]:
    """Give each line as a row of the table. A unit's address is `unit_address` and its id."""
    words = tuple(str(CELL_NAMES[state]) for state in CELL_STATES)
    labels = [tuple(c.label for c in one.criteria) for one in standards]
    nobody = [_not_enrolled(len(one.criteria), _("Not enrolled")) for one in standards]
    say = RowWords()
    for line in lines:
        cells = [
            _unit_cells(labels[place], words, unit.cells, f"{unit_address}{unit.id_in_address}")
            if unit is not None
            else nobody[place]
            for place, unit in enumerate(line.units)
        ]
        head = (
            f'<tr><th scope="row"><a href="{unit_address}{line.first_unit.id_in_address}">'
            f"{_ascii(line.name)}</a> {say.paces[line.progress]} {say.figures(line)}</th>"
        )
        yield f"{head}{''.join(cells)}</tr>"


def with_rows(html: str, rows: str) -> bytes:
    """Put the rows into the page where the template left room for them.

    They are a hundred times as long as the rest. One letter that is not ASCII would make a text
    take twice the room and be read letter by letter when it is sent, so they have none.
    """
    before, _mark, after = html.partition(ROOM_FOR_ROWS)
    return b"".join((before.encode(), rows.encode("ascii"), after.encode()))


def _ascii(text: str) -> str:
    """Escape a text for HTML, and write what is not ASCII as references."""
    return str(escape(text)).encode("ascii", "xmlcharrefreplace").decode()


class LineWords:
    """What is said of a line, in the page's language: looked up once, said many times."""

    def __init__(self) -> None:
        self._of: str = _("%(met)s of %(all)s", met="%(met)s", all="%(all)s")
        self._quiet: dict[int, str] = {}

    def figures(self, line: MapLine) -> str:
        """Say how much is met, and for how long nothing has happened."""
        met = self._of % {"met": line.met, "all": line.criteria}
        days = line.standing.quiet_days
        if not days or line.standing.is_finished:
            return met
        if days not in self._quiet:
            self._quiet[days] = ngettext("quiet for %(num)s day", "quiet for %(num)s days", days)
        return f"{met}, {self._quiet[days]}"


class RowWords(LineWords):
    """The same as it stands in a row of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.paces = {progress: _pace_markup(progress) for progress in Progress}

    def figures(self, line: MapLine) -> str:
        return f"<span>{_ascii(super().figures(line))}</span>"


def _pace_markup(progress: Progress) -> str:
    said = pace(progress)
    return (
        f'<strong class="pace-{said.kind}"><span aria-hidden="true">{_ascii(said.sign)}</span>'
        f" {_ascii(said.name)}</strong>"
    )


@lru_cache(UNITS_KEPT)
def _unit_cells(labels: tuple[str, ...], words: tuple[str, ...], cells: bytes, address: str) -> str:
    ready = _ready_cells(labels, words)
    joined = "".join([column[state] for column, state in zip(ready, cells)])  # noqa: B905 (thousands a page; both are as long as the standard)
    return joined.replace(_UNIT, address)


@cache
def _ready_cells(labels: tuple[str, ...], words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give for each criterion its cell in every state."""
    return [
        tuple(
            f'<td class="s{place}"><a href="{_UNIT}/{_ascii(quote(label))}"'
            f' aria-label="{_ascii(words[place])}">{_ascii(CELL_SIGNS[state])}</a></td>'
            for place, state in enumerate(CELL_STATES)
        )
        for label in labels
    ]


def _not_enrolled(columns: int, words: str) -> str:
    if not columns:
        return ""
    return f'<td colspan="{columns}">{_ascii(words)}</td>'
