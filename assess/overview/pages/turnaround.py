"""The provider's turnaround: who waits for whom, for how long, and how that changes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from flask_babel import format_decimal
from flask_babel import gettext as _

from assess.actor import Role
from assess.bilingual import Language
from assess.clocks.rules import STAGES, Taken, taken
from assess.overview.rules.turnaround import by_week

if TYPE_CHECKING:
    from assess.overview.queries.turnaround import Turnaround

WIDTH, LEFT, BASE = 720, 40, 210
"""Of the chart, in its own units; BASE is where the bars stand."""

NOTHING = "\u2013"
"""A dash, where there is no figure."""


@dataclass(frozen=True)
class TurnaroundLine:
    """One person, or all practitioners together, at one stage."""

    who: str
    stage: str
    waiting: int
    late: int
    answered: int
    median: str
    worst: str


@dataclass(frozen=True)
class Bar:
    monday: date
    answered: int
    median: str
    worst: str
    x: int
    y: int
    width: int
    height: int
    is_labelled: bool


@dataclass(frozen=True)
class TurnaroundPage:
    promised_days: int
    lines: tuple[TurnaroundLine, ...]
    bars: tuple[Bar, ...]
    promise_y: int
    has_ended: bool
    waiting: int
    late: int


@cache
def stage_names(language: Language) -> dict[str, str]:
    """Name the stages at which somebody waits."""
    del language  # the names are in it
    return {
        "submitted": _("Submission to decide"),
        "answered": _("Answer to take up"),
        "question": _("Question to answer"),
        "action": _("Action to do"),
        "returned": _("Returned work to redo"),
    }


def turnaround_page(found: "Turnaround", *, today: date, language: Language) -> TurnaroundPage:
    weeks = by_week(found.by_day, today=today)
    bars, promise_y = _bars(weeks, found.promised_days)
    return TurnaroundPage(
        promised_days=found.promised_days,
        lines=turnaround_lines(found, language),
        bars=bars,
        promise_y=promise_y,
        has_ended=any(weeks.values()),
        waiting=sum(one.count for one in found.waiting),
        late=sum(one.late for one in found.waiting),
    )


def turnaround_lines(found: "Turnaround", language: Language) -> tuple[TurnaroundLine, ...]:
    """Give a line for each person and stage, by name; what waits for practitioners comes last."""
    waiting = {(one.waits_for, one.person_id, one.stage): one for one in found.waiting}
    lengths: dict[tuple[Role, UUID | None, str], list[tuple[int, int]]] = defaultdict(list)
    for one in found.taken:
        key = (one.waits_for, one.person_id, one.stage)
        lengths[key].append((one.working_days, one.count))
    stages, names = list(STAGES), stage_names(language)

    def order(key: tuple[Role, UUID | None, str]) -> tuple[bool, bool, str, int]:
        role, person_id, stage = key
        name = found.names[person_id].casefold() if person_id else ""
        return role is Role.PRACTITIONER, person_id is None, name, stages.index(stage)

    lines = []
    for key in sorted({*waiting, *lengths}, key=order):
        role, person_id, stage = key
        now, before = waiting.get(key), taken(lengths.get(key, []))
        lines.append(
            TurnaroundLine(
                who=_who(role, person_id, found.names),
                stage=names[stage],
                waiting=now.count if now else 0,
                late=now.late if now else 0,
                answered=before.count if before else 0,
                median=_figure(before.median) if before else NOTHING,
                worst=str(before.worst) if before else NOTHING,
            )
        )
    return tuple(lines)


def _who(role: Role, person_id: UUID | None, names: Mapping[UUID, str]) -> str:
    if person_id is not None:
        return names[person_id]
    return str(_("Practitioners") if role is Role.PRACTITIONER else _("Nobody yet"))


def _figure(value: float) -> str:
    return str(format_decimal(value, "0.#"))


def _bars(weeks: Mapping[date, Taken | None], promised: int) -> tuple[tuple[Bar, ...], int]:
    """Place a bar for each week, and the line of the promise, on one scale."""
    top = max([promised, *(week.median for week in weeks.values() if week)]) * 1.15
    step = (WIDTH - LEFT) // len(weeks)

    def height_of(days: float) -> int:
        return round((BASE - 20) * days / top)

    bars = tuple(
        Bar(
            monday=monday,
            answered=week.count if week else 0,
            median=_figure(week.median) if week else NOTHING,
            worst=str(week.worst) if week else NOTHING,
            x=LEFT + place * step + 6,
            y=BASE - (high := max(2, height_of(week.median)) if week else 0),
            width=step - 12,
            height=high,
            is_labelled=(len(weeks) - 1 - place) % 4 == 0,
        )
        for place, (monday, week) in enumerate(weeks.items())
    )
    return bars, BASE - height_of(promised)
