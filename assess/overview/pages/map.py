"""The map: practitioners by criteria. Its cells are joined here, since a page has thousands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from flask_babel import lazy_gettext

from assess.bilingual import Bilingual
from assess.overview.rules.cells import CELL_STATES, CellState
from assess.overview.rules.progress import Progress, progress_after
from assess.overview.rules.sorting import Sort, Standing, quiet_days_after, sort_key

if TYPE_CHECKING:
    from assess.enrolment.queries.choosing import ChosenPerson, StandardChoice
    from assess.overview.queries import MapUnit
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

_WORST_FIRST = (
    Progress.BEHIND,
    Progress.NO_END_DATE,
    Progress.ON_TRACK,
    Progress.AHEAD,
    Progress.FINISHED,
)


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
    progress: Progress
    """The worst of the units'."""

    met: int
    criteria: int
    units: "tuple[MapUnit | None, ...]"
    """Beside each standard of the map the practitioner's unit, where they have one."""

    @property
    def first_unit(self) -> "MapUnit":
        return next(unit for unit in self.units if unit)


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
    people: "Sequence[ChosenPerson]",
    units: "Iterable[MapUnit]",
    standards: Sequence[MapStandard],
    *,
    today: date,
    sort: Sort,
) -> list[MapLine]:
    """Give a line for each practitioner with a unit, in order."""
    places = {one.id: place for place, one in enumerate(standards)}
    by_person: dict[UUID, list[MapUnit | None]] = {
        person.id: [None] * len(places) for person in people
    }
    for unit in units:
        if (found := by_person.get(unit.practitioner_id)) is not None:
            found[places[unit.standard_id]] = unit
    lines = [
        _line(person.name, by_person[person.id], today)
        for person in people
        if any(by_person[person.id])
    ]
    # People come by name already, as the database compares names.
    if sort is not Sort.NAME:
        lines.sort(key=lambda line: sort_key(sort, line.standing))
    return lines


def _line(name: str, units: "Sequence[MapUnit | None]", today: date) -> MapLine:
    done = met = criteria = 0
    progress: list[Progress] = []
    quiet: list[int] = []
    for unit in units:
        if unit is None:
            continue
        done, met, criteria = done + unit.done, met + unit.met, criteria + len(unit.cells)
        progress.append(
            progress_after(
                starts_on=unit.starts_on,
                ends_on=unit.ends_on,
                today=today,
                done=unit.done,
                criteria=len(unit.cells),
                signed_off=unit.is_signed_off,
            )
        )
        if not unit.is_signed_off:
            quiet.append(quiet_days_after(unit.last_on, unit.starts_on, today))
    standing = Standing(
        name=name,
        progress=tuple(progress),
        quiet_days=min(quiet, default=0),
        left=criteria - done,
        done_share=done / (criteria or 1),
    )
    worst = min(progress, key=_WORST_FIRST.index)
    return MapLine(name, standing, worst, met, criteria, tuple(units))


def legend() -> tuple[LegendItem, ...]:
    return tuple(
        LegendItem(place, CELL_SIGNS[state], str(CELL_NAMES[state]))
        for place, state in enumerate(CELL_STATES)
    )


def count_missing(lines: Sequence[MapLine], standards: Sequence[MapStandard]) -> tuple[int, ...]:
    """Count for each column the rows that have a unit there and have not met the criterion."""
    finished = [CELL_STATES.index(one) for one in (CellState.MET, CellState.SIGNED_OFF)]
    counts: list[int] = []
    for place, standard in enumerate(standards):
        rows = [unit.cells for line in lines if (unit := line.units[place]) is not None]
        if not rows:
            counts += [0] * len(standard.criteria)
        for column in zip(*rows, strict=True):
            cells = bytes(column)
            counts.append(len(cells) - sum(cells.count(one) for one in finished))
    return tuple(counts)
