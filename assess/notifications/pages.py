"""What a person was told, in the words of the page's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask_babel import format_date
from flask_babel import gettext as _

from assess.bilingual import Language
from assess.notifications.rules import Frequency
from assess.web.language import current_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.notifications.queries import NotificationView


@dataclass(frozen=True)
class NotificationLine:
    id: UUID
    words: str
    created_at: datetime
    is_read: bool


@dataclass(frozen=True)
class NotificationsPage:
    lines: tuple[NotificationLine, ...]
    unread: int
    number: int
    count: int


def notification_lines(
    found: "Sequence[NotificationView]",
) -> tuple[NotificationLine, ...]:
    return tuple(
        NotificationLine(
            one.id, say(one.kind, one.facts), one.created_at, is_read=one.read_at is not None
        )
        for one in found
    )


def say(kind: str, facts: Mapping[str, Any]) -> str:
    """Say a notification in one line of the page's language."""
    if kind == "late":
        return _say_late(facts)
    if kind == "cpd_declaration":
        return _say_cpd_declaration(facts)
    if kind == "session_moved":
        return _say_session_moved(facts)
    if kind in {"lesson_waiting", "lesson_answered"}:
        return _say_lesson(facts)
    values = {"name": facts["by"], "urn": facts["urn"], "labels": facts["labels"]}
    words: dict[str, str] = {
        "submitted": _("%(name)s has submitted work on %(urn)s: %(labels)s", **values),
        "answered": _("%(name)s has answered what you asked on %(urn)s: %(labels)s", **values),
        "observation_wanted": _(
            "%(name)s asks you to observe or discuss %(urn)s: %(labels)s", **values
        ),
        "question": _("%(name)s has a question on %(urn)s: %(labels)s", **values),
        "action": _("%(name)s has set an action on %(urn)s: %(labels)s", **values),
        "joint_session": _("%(name)s has planned a joint session on %(urn)s: %(labels)s", **values),
        "returned": _("%(name)s has returned work on %(urn)s: %(labels)s", **values),
        "signed_off": _("%(name)s has signed off your unit %(urn)s", **values),
    }
    return words[kind]


def _say_session_moved(facts: Mapping[str, Any]) -> str:
    values = {
        "name": facts["by"],
        "urn": facts["urn"],
        "before": facts["labels"],
        "date": format_date(date.fromisoformat(facts["due"]), "d MMMM y"),
    }
    there = {"after": facts["after"], "edition": facts["edition"]}
    words: dict[bool, str] = {
        True: _(
            "Your joint session of %(date)s on %(urn)s %(before)s is now about %(after)s of "
            "version %(edition)s: %(name)s has moved units",
            **values,
            **there,
        ),
        False: _(
            "Your joint session of %(date)s is about %(before)s of %(urn)s, which is gone from the "
            "version that %(name)s has moved units to",
            **values,
        ),
    }
    return words[bool(facts["after"])]


def _say_late(facts: Mapping[str, Any]) -> str:
    values = {
        "name": facts["by"],
        "urn": facts["urn"],
        "date": format_date(date.fromisoformat(facts["due"]), "d MMMM y"),
    }
    words: dict[tuple[bool, bool], str] = {
        (True, False): _("Your answer on %(urn)s is due on %(date)s", **values),
        (True, True): _("Your answer on %(urn)s is late: it was due on %(date)s", **values),
        (False, False): _("Your answer to %(name)s on %(urn)s is promised by %(date)s", **values),
        (False, True): _(
            "Your answer to %(name)s on %(urn)s is late: it was promised by %(date)s", **values
        ),
    }
    return words[facts["to"] == "practitioner", facts["late"]]


def _say_cpd_declaration(facts: Mapping[str, Any]) -> str:
    said: str = _(
        "%(name)s asks you to declare your CPD of %(period)s, by %(date)s",
        name=facts["by"],
        period=facts["title"][current_language().value],
        date=format_date(date.fromisoformat(facts["due"]), "d MMMM y"),
    )
    return said


def _say_lesson(facts: Mapping[str, Any]) -> str:
    values = {"name": facts["by"]}
    words: dict[str, str] = {
        "waiting": _("%(name)s has written a lesson for all providers, which waits for you"),
        "approved": _("%(name)s has published your lesson to all providers"),
        "returned": _("%(name)s has sent your lesson back, and says why"),
        "withdrawn": _("%(name)s has withdrawn your lesson, and says why"),
    }
    return words[facts.get("outcome", "waiting")] % values


@cache
def kind_names(language: Language) -> dict[str, str]:
    """Name the kinds of thing that a person is told of."""
    del language  # the names are in it
    return {
        "submitted": _("A practitioner submits work"),
        "answered": _("A practitioner answers you"),
        "observation_wanted": _("A practitioner asks you for an observation or a discussion"),
        "question": _("Your assessor asks a question"),
        "action": _("Your assessor sets an action"),
        "joint_session": _("You are invited to a joint session"),
        "session_moved": _("A joint session that you planned follows units to another version"),
        "returned": _("Your assessor returns work"),
        "signed_off": _("A unit of yours is signed off"),
        "late": _("Your own answer is due soon, or late"),
        "cpd_declaration": _("You are asked to declare your CPD"),
        "lesson_waiting": _("A lesson for all providers waits for a review"),
        "lesson_answered": _("A manager answers on a lesson of yours"),
        "digest": _("Everything that comes in digests"),
    }


@cache
def frequency_names(language: Language) -> dict[Frequency, str]:
    del language  # the names are in it
    return {
        Frequency.AT_ONCE: _("At once"),
        Frequency.DAILY: _("In a digest, every day at 7 in the morning"),
        Frequency.WEEKLY: _("In a digest, on Mondays at 7 in the morning"),
        Frequency.NEVER: _("Never"),
    }
