"""The start page of each role."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from assess.assessment.rules.kinds import RequestKind
from assess.overview.pages.gap_list import GapList
from assess.overview.pages.next_best import NextBest
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
