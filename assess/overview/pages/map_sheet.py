"""The map as it is taken away: a table of words for a spreadsheet, a sheet to be drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from assess.overview.pages.map import CELL_NAMES, ChosenMap, LegendItem, legend
from assess.overview.pages.map_rows import LineWords
from assess.overview.pages.progress import NAMES, pace
from assess.overview.rules.cells import CELL_STATES


def table_header(chosen: ChosenMap) -> list[str]:
    return [
        _("Practitioner"),
        _("Progress"),
        _("Met"),
        _("Criteria"),
        _("Days since anything happened"),
        *(f"{one.urn} {each.label}" for one in chosen.standards for each in one.criteria),
    ]


def table_rows(chosen: ChosenMap) -> Iterator[list[str]]:
    """Give a row of words for each practitioner; a unit that somebody is not on stays empty."""
    words = [str(CELL_NAMES[state]) for state in CELL_STATES]
    paces = {progress: str(name) for progress, name in NAMES.items()}
    for line in chosen.lines:
        row = [
            line.name,
            paces[line.progress],
            str(line.met),
            str(line.criteria),
            str(line.standing.quiet_days),
        ]
        for standard, unit in zip(chosen.standards, line.units, strict=True):
            if unit is None:
                row += [""] * len(standard.criteria)
            else:
                row += [words[cell] for cell in unit.cells]
        yield row


@dataclass(frozen=True)
class SheetRow:
    name: str
    sign: str
    detail: str
    units: tuple[bytes | None, ...]
    """Beside each standard the states of its criteria, by their place in the legend."""


@dataclass(frozen=True)
class MapSheet:
    """What is drawn on paper, in words of one language."""

    language: str
    title: str
    subtitle: str
    head: str
    not_enrolled: str
    page: str
    """Page %(page)s of %(pages)s, before it is filled in."""

    standards: tuple[tuple[str, tuple[str, ...]], ...]
    legend: tuple[LegendItem, ...]
    rows: tuple[SheetRow, ...]


def map_sheet(chosen: ChosenMap, *, language: str, narrowed: str, today: date) -> MapSheet:
    subtitle = (format_date(today, "d MMMM y"), narrowed)
    return MapSheet(
        language=language,
        title=_("Map of practitioners and criteria"),
        subtitle=" · ".join(part for part in subtitle if part),
        head=_("Practitioner"),
        not_enrolled=_("Not enrolled"),
        page=_("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        standards=tuple(
            (one.urn, tuple(each.label for each in one.criteria)) for one in chosen.standards
        ),
        legend=legend(),
        rows=tuple(_rows(chosen)),
    )


def _rows(chosen: ChosenMap) -> Iterator[SheetRow]:
    say = LineWords()
    for line in chosen.lines:
        said = pace(line.progress)
        yield SheetRow(
            name=line.name,
            sign=said.sign,
            detail=f"{said.name}, {say.figures(line)}",
            units=tuple(unit.cells if unit else None for unit in line.units),
        )
