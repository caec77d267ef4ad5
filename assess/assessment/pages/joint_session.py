"""The page of one column of the map: who has not met a criterion, why, and what is planned."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import format_date
from flask_babel import gettext as _

from assess.assessment.rules.joint_session import Reason

if TYPE_CHECKING:
    from assess.assessment.queries.joint_session import MissingUnit, PlannedSession
    from assess.standards.queries import CriterionView


@dataclass(frozen=True)
class MissingLine:
    unit: "MissingUnit"
    why: str


@dataclass(frozen=True)
class JointSessionPage:
    urn: str
    edition: str
    criterion: "CriterionView"
    lines: tuple[MissingLine, ...]
    planned: "tuple[PlannedSession, ...]"
    all: int
    number: int
    pages: int

    @property
    def may_plan(self) -> bool:
        return any(line.unit.may_be_invited for line in self.lines)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Give everybody on the page: who may not be invited is the rules' to say."""
        return [(str(line.unit.unit_id), line.unit.practitioner) for line in self.lines]

    @property
    def ticked(self) -> list[str]:
        """Give who is ticked to begin with: whoever the practitioner's own work waits for."""
        return [
            str(line.unit.unit_id)
            for line in self.lines
            if line.unit.may_be_invited and line.unit.reason is not Reason.WITH_ASSESSOR
        ]


def missing_lines(units: "list[MissingUnit]") -> tuple[MissingLine, ...]:
    return tuple(MissingLine(unit, _why(unit)) for unit in units)


def _why(unit: "MissingUnit") -> str:
    since = format_date(unit.since, "d MMMM y") if unit.since else ""
    words: dict[Reason, str] = {
        Reason.WITH_ASSESSOR: _("With the assessor since %(date)s", date=since),
        Reason.QUESTION: _("Question unanswered since %(date)s", date=since),
        Reason.ACTION: _("Action not done since %(date)s", date=since),
        Reason.NOT_YET_MET: _("Not yet met: feedback given on %(date)s", date=since),
        Reason.NOT_SUBMITTED: _("Evidence added, not submitted"),
        Reason.NOTHING: _("Nothing yet"),
    }
    return words[unit.reason]
