"""The page that prints are asked for on, and how far each is."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from flask_babel import gettext as _

from assess.documents.rules import KEPT, is_over
from assess.jobs import JobState

if TYPE_CHECKING:
    from assess.documents.queries import PrintView
    from assess.enrolment.queries import UnitView


@dataclass(frozen=True)
class PrintLine:
    """A print as the list shows it; `words` say how it stands."""

    id: UUID
    choice: str
    asked_at: datetime
    is_ready: bool
    has_failed: bool
    done: int
    all: int
    words: str
    name: str
    size: int
    kept_until: datetime | None

    @property
    def is_on_its_way(self) -> bool:
        return not self.is_ready and not self.has_failed


@dataclass(frozen=True)
class PrintsPage:
    unit: "UnitView | None"
    """None where it is the practitioner's whole portfolio."""

    lines: tuple[PrintLine, ...]

    @property
    def is_waiting(self) -> bool:
        return any(line.is_on_its_way for line in self.lines)


def print_line(view: "PrintView") -> PrintLine:
    return PrintLine(
        id=view.id,
        choice=view.choice,
        asked_at=view.asked_at,
        is_ready=view.state is JobState.DONE,
        has_failed=view.state is JobState.FAILED,
        done=view.steps_done,
        all=view.steps_all or 100,
        words=_words(view),
        name=view.name,
        size=view.size,
        kept_until=view.finished_at + KEPT if view.finished_at else None,
    )


def prints_page(unit: "UnitView | None", prints: "list[PrintView]", now: datetime) -> PrintsPage:
    return PrintsPage(
        unit, tuple(print_line(one) for one in prints if not is_over(one.finished_at, now))
    )


def _words(view: "PrintView") -> str:
    if view.state is JobState.DONE:
        return str(_("Ready"))
    if view.state is JobState.FAILED:
        return str(_("This print could not be made"))
    if view.state is JobState.WAITING:
        return str(_("Waiting for its turn"))
    percent = 100 * view.steps_done // view.steps_all if view.steps_all else 0
    return str(_("%(percent)s%% drawn", percent=percent))
