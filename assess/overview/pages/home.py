"""The start page of each role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from assess.assessment.rules.kinds import CriterionState, RequestKind, UnitState
from assess.bilingual import Bilingual
from assess.overview.pages.gap_list import GapList
from assess.overview.pages.next_best import NextBest
from assess.overview.pages.progress import Pace
from assess.overview.pages.promises import Promise

if TYPE_CHECKING:
    from assess.assessment.queries import Waiting
    from assess.enrolment.queries import UnitView
    from assess.evidence.queries import ToConfirm


@dataclass(frozen=True)
class WaitingItem:
    """A question, an action or returned work that waits for the practitioner."""

    kind: RequestKind | None
    """None for returned work."""

    request_id: UUID | None
    unit_id: UUID
    urn: str
    labels: tuple[str, ...]
    words: str
    language: str
    since: datetime
    due_on: date | None
    is_late: bool


@dataclass(frozen=True)
class PractitionerHome:
    waiting: tuple[WaitingItem, ...]
    promises: Mapping[UUID, tuple[Promise, ...]]
    """Until when others will act, by unit."""

    to_confirm: "tuple[ToConfirm, ...]"
    units: tuple[GapList, ...]
    next_best: Mapping[UUID, NextBest | None]
    """Of each unit, by its id."""


@dataclass(frozen=True)
class UnitLine:
    """A unit in a table of units."""

    unit_id: UUID
    practitioner: str
    urn: str
    title: Bilingual
    assessor: str | None
    cohort: str
    state: UnitState
    state_name: str
    met: int
    all: int
    submitted: int
    missing: int
    pace: Pace | None


@dataclass(frozen=True)
class UnitsPage:
    lines: tuple[UnitLine, ...]
    number: int
    count: int
    all: int


def unit_line(gaps: GapList, cohort: str) -> UnitLine:
    counts = {section.state: len(section.lines) for section in gaps.sections}
    return UnitLine(
        unit_id=gaps.unit_id,
        practitioner=gaps.practitioner,
        urn=gaps.urn,
        title=gaps.title,
        assessor=gaps.assessor,
        cohort=cohort,
        state=gaps.state,
        state_name=gaps.state_name,
        met=gaps.met,
        all=gaps.all,
        submitted=counts.get(CriterionState.SUBMITTED, 0),
        missing=counts.get(CriterionState.OPEN, 0),
        pace=gaps.pace,
    )


def waiting_items(
    waiting: "Waiting",
    units: Mapping[UUID, "UnitView"],
    promised: Mapping[UUID, date],
    today: date,
) -> list[WaitingItem]:
    """Put what waits for the practitioner into one list, the longest waiting first.

    `promised` is the day by which each hand-over is to be acted on.
    """
    asked = [
        WaitingItem(
            one.kind, one.id, one.unit_id, units[one.unit_id].urn, one.labels, one.words,
            one.language, one.asked_at, (due := one.due_on or promised.get(one.id)),
            is_late=due is not None and due < today,
        )
        for one in waiting.requests
    ]  # fmt: skip
    returned = [
        WaitingItem(
            None, None, one.unit_id, units[one.unit_id].urn, one.labels, one.message,
            one.language, one.returned_at, (due := promised.get(one.id)),
            is_late=due is not None and due < today,
        )
        for one in waiting.returns
    ]  # fmt: skip
    return sorted(asked + returned, key=lambda item: item.since)
