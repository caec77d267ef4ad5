"""The map: practitioners by criteria. Its cells are joined here, since a page has thousands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from markupsafe import Markup, escape

from assess.bilingual import Bilingual, fold
from assess.overview.pages.progress import Pace, pace
from assess.overview.rules.cells import CELL_STATES, CellState, count_done, count_met
from assess.overview.rules.progress import Progress, progress_after
from assess.overview.rules.sorting import Sort, Standing, quiet_days_after, sort_key

if TYPE_CHECKING:
    from assess.enrolment.queries.choosing import ChosenPerson, StandardChoice
    from assess.overview.queries.map import MapUnit
    from assess.standards.queries import CriterionOutline

CELL_NAMES = {
    CellState.OPEN: lazy_gettext("Nothing yet"),
    CellState.EVIDENCED: lazy_gettext("Evidence added"),
    CellState.SUBMITTED: lazy_gettext("Submitted"),
    CellState.NOT_YET_MET: lazy_gettext("Not yet met"),
    CellState.MET: lazy_gettext("Met"),
    CellState.SIGNED_OFF: lazy_gettext("Signed off"),
}
CELL_SIGNS = {
    CellState.OPEN: "·",
    CellState.EVIDENCED: "◐",
    CellState.SUBMITTED: "→",
    CellState.NOT_YET_MET: "!",
    CellState.MET: "✓",
    CellState.SIGNED_OFF: "★",
}
_UNIT = "\0"
"""Stands in a cell where the address of its unit goes."""

_WORST_FIRST = (
    Progress.BEHIND,
    Progress.NO_END_DATE,
    Progress.ON_TRACK,
    Progress.AHEAD,
    Progress.FINISHED,
)
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class MapStandard:
    id: UUID
    urn: str
    edition: str
    title: Bilingual
    criteria: "tuple[CriterionOutline, ...]"


@dataclass(frozen=True)
class MapLine:
    """A practitioner's row."""

    name: str
    standing: Standing
    pace: Pace
    done: int
    met: int
    criteria: int
    units: "tuple[MapUnit | None, ...]"
    """Beside each standard of the map the practitioner's unit, where they have one."""

    @property
    def figures(self) -> str:
        """How much is done, and for how long nothing has happened."""
        done: str = _("%(met)s of %(all)s", met=self.met, all=self.criteria)
        if self.standing.is_finished:
            return done
        days = self.standing.quiet_days
        quiet = ngettext("quiet for %(num)s day", "quiet for %(num)s days", days)
        return f"{done}, {quiet}" if days else done

    @property
    def first_unit_id(self) -> UUID | None:
        return next((unit.id for unit in self.units if unit), None)


@dataclass(frozen=True)
class LegendItem:
    place: int
    sign: str
    name: str


@dataclass(frozen=True)
class ChosenMap:
    """What was chosen of the map: its rows in order, and how many more there are."""

    standards: tuple[MapStandard, ...]
    lines: tuple[MapLine, ...]
    people: int
    number: int
    pages: int
    is_sortable: bool
    """Whether there are few enough practitioners to put them in another order than by name."""

    left_out: int
    """Standards that are not shown unless they are chosen."""


@dataclass(frozen=True)
class MapPage:
    chosen: ChosenMap
    rows: tuple[tuple[MapLine, Markup], ...]
    legend: tuple[LegendItem, ...]
    missing: tuple[int, ...]
    """Of each column, how many of the rows shown have not met it."""

    unit_address: str
    """What stands before a unit's id in its address."""


def map_standard(
    standard: "StandardChoice", criteria: "tuple[CriterionOutline, ...]"
) -> MapStandard:
    return MapStandard(
        standard.standard_id, standard.urn, standard.edition, standard.title, criteria
    )


def choose_standards(
    standards: "Sequence[StandardChoice]", widths: Mapping[UUID, int], most: int
) -> "list[StandardChoice]":
    """Give the standards with the most units, as many as fit beside each other; one at least."""
    chosen: set[UUID] = set()
    room = most
    for one in sorted(standards, key=lambda standard: -standard.units):
        width = widths[one.standard_id]
        if chosen and width > room:
            continue
        chosen.add(one.standard_id)
        room -= width
    return [one for one in standards if one.standard_id in chosen]


def map_lines(
    people: "Iterable[ChosenPerson]",
    units: "Iterable[MapUnit]",
    standards: Sequence[MapStandard],
    *,
    today: date,
    sort: Sort,
) -> list[MapLine]:
    """Give a line for each practitioner with a unit, in order."""
    by_person: dict[UUID, dict[UUID, MapUnit]] = {}
    for unit in units:
        by_person.setdefault(unit.practitioner_id, {})[unit.standard_id] = unit
    lines = [
        _line(person.name, [by_person[person.id].get(one.id) for one in standards], today)
        for person in people
        if person.id in by_person
    ]
    # People come by name already, as the database compares names.
    if sort is not Sort.NAME:
        lines.sort(key=lambda line: sort_key(sort, line.standing))
    return lines


def _line(name: str, units: "Sequence[MapUnit | None]", today: date) -> MapLine:
    found = [unit for unit in units if unit is not None]
    done = [count_done(unit.cells) for unit in found]
    criteria = sum(len(unit.cells) for unit in found)
    progress = tuple(
        progress_after(
            starts_on=unit.starts_on,
            ends_on=unit.ends_on,
            today=today,
            done=one,
            criteria=len(unit.cells),
            signed_off=unit.is_signed_off,
        )
        for unit, one in zip(found, done, strict=True)
    )
    quiet = [
        quiet_days_after(_day(unit.last_at), unit.starts_on, today)
        for unit in found
        if not unit.is_signed_off
    ]
    standing = Standing(
        name=fold(name),
        progress=progress,
        quiet_days=min(quiet, default=0),
        left=criteria - sum(done),
        done_share=sum(done) / (criteria or 1),
    )
    return MapLine(
        name=name,
        standing=standing,
        pace=pace(min(progress, key=_WORST_FIRST.index)),
        done=sum(done),
        met=sum(count_met(unit.cells) for unit in found),
        criteria=criteria,
        units=tuple(units),
    )


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(_LONDON).date() if moment else None


def legend() -> tuple[LegendItem, ...]:
    return tuple(
        LegendItem(place, CELL_SIGNS[state], str(CELL_NAMES[state]))
        for place, state in enumerate(CELL_STATES)
    )


def count_missing(lines: Sequence[MapLine], standards: Sequence[MapStandard]) -> tuple[int, ...]:
    """Count for each column the rows that have a unit there and have not met the criterion."""
    finished = {CELL_STATES.index(one) for one in (CellState.MET, CellState.SIGNED_OFF)}
    counts: list[int] = []
    for place, standard in enumerate(standards):
        rows = [unit.cells for line in lines if (unit := line.units[place]) is not None]
        if not rows:
            counts += [0] * len(standard.criteria)
        counts += [sum(one not in finished for one in column) for column in zip(*rows, strict=True)]
    return tuple(counts)


def map_page(chosen: ChosenMap, unit_address: str) -> MapPage:
    cells = map_cells(chosen.lines, chosen.standards, unit_address)
    return MapPage(
        chosen=chosen,
        rows=tuple(zip(chosen.lines, cells, strict=True)),
        legend=legend(),
        missing=count_missing(chosen.lines, chosen.standards),
        unit_address=unit_address,
    )


def map_cells(
    lines: Iterable[MapLine], standards: Sequence[MapStandard], unit_address: str
) -> list[Markup]:
    """Give the cells of each line. A unit's address is `unit_address` and its id."""
    labels = [tuple(one.label for one in standard.criteria) for standard in standards]
    words = tuple(str(CELL_NAMES[state]) for state in CELL_STATES)
    ready = [_ready_cells(one, words) for one in labels]
    nobody = [_not_enrolled(len(one), _("Not enrolled")) for one in labels]
    return [
        Markup(  # noqa: S704 (every part was escaped when it was made ready)
            "".join(
                [
                    "".join([column[state] for column, state in zip(columns, unit.cells)]).replace(  # noqa: B905 (thousands a page; both are as long as the standard)
                        _UNIT, f"{unit_address}{unit.id}"
                    )
                    if unit is not None
                    else none
                    for columns, none, unit in zip(ready, nobody, line.units, strict=True)
                ]
            )
        )
        for line in lines
    ]


@cache
def _ready_cells(labels: tuple[str, ...], words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give for each criterion its cell in every state."""
    return [
        tuple(
            f'<td class="s{place}"><a href="{_UNIT}/{escape(quote(label))}"'
            f' aria-label="{escape(words[place])}">{CELL_SIGNS[state]}</a></td>'
            for place, state in enumerate(CELL_STATES)
        )
        for label in labels
    ]


def _not_enrolled(columns: int, words: str) -> str:
    if not columns:
        return ""
    return f'<td colspan="{columns}">{escape(words)}</td>'
