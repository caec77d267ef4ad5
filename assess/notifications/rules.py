"""What people are told of, and how often by mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from assess.actor import Role
from assess.bilingual import Language

LONDON = ZoneInfo("Europe/London")
SENT_AT = time(7)
"""When digests go out, in Europe/London: daily, and on Mondays those of the week."""


class Frequency(StrEnum):
    AT_ONCE = "at once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


GATHERED = (Frequency.DAILY, Frequency.WEEKLY)
"""What comes in a digest."""

DIGEST = "digest"
"""What a link in a digest ends, where others name a kind of thing."""


@dataclass(frozen=True)
class Kind:
    """One kind of thing that people are told of."""

    told_to: frozenset[Role]
    place: str
    """The page that it leads to, after its language; filled in with the notification's facts."""


ASSESSORS, PRACTITIONERS = frozenset({Role.ASSESSOR}), frozenset({Role.PRACTITIONER})
KINDS = {
    "submitted": Kind(ASSESSORS, "units/{unit_id}/desk"),
    "answered": Kind(ASSESSORS, "units/{unit_id}/desk"),
    "observation_wanted": Kind(ASSESSORS, "units/{unit_id}/record"),
    "question": Kind(PRACTITIONERS, "requests/{request_id}"),
    "action": Kind(PRACTITIONERS, "requests/{request_id}"),
    "joint_session": Kind(PRACTITIONERS, "requests/{request_id}"),
    "session_moved": Kind(
        frozenset({Role.ASSESSOR, Role.MANAGER}), "units/map/{urn}/{edition}/{label}"
    ),
    "returned": Kind(PRACTITIONERS, "units/{unit_id}"),
    "signed_off": Kind(PRACTITIONERS, "units/{unit_id}"),
    "late": Kind(ASSESSORS | PRACTITIONERS, "{place}"),
    "cpd_declaration": Kind(frozenset(Role), "cpd/declarations/{declaration_request_id}"),
    "lesson_waiting": Kind(frozenset({Role.MANAGER}), "learning/lessons/{lesson_id}/review"),
    "lesson_answered": Kind(PRACTITIONERS, "learning/lessons/{lesson_id}"),
}
"""Every kind. A new one joins by its entry here, its words in pages and its mail's template."""


def roles_told(kind: str, facts: Mapping[str, Any]) -> frozenset[Role]:
    """Give the roles whose page a notification leads to."""
    return frozenset({Role(facts["to"])}) if kind == "late" else KINDS[kind].told_to


def path_of(kind: str, facts: Mapping[str, Any], language: Language) -> str:
    """Give the path of the page that a notification leads to."""
    return f"/{language.value}/{KINDS[kind].place.format_map(facts)}"


def kinds_for(role: Role) -> list[str]:
    """Give the kinds that people in a role are told of."""
    return [name for name, kind in KINDS.items() if role in kind.told_to]


def last_digest(now: datetime, frequency: Frequency) -> datetime:
    """Give when a digest last was due: today at seven, or yesterday; or so on a Monday.

    What happened before then is due; what happened since waits for the next one.
    """
    here = now.astimezone(LONDON)
    day = here.date()
    if here.time() < SENT_AT:
        day -= timedelta(days=1)
    if frequency is Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
    return datetime.combine(day, SENT_AT, LONDON)
