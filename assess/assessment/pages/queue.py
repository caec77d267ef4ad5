"""The assessor's queue: what waits for them, oldest first, and what only needs signing off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from assess.bilingual import Language
from assess.clocks.rules import day_in_london, is_late
from assess.web.templating import day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from assess.assessment.queries import QueuedClock, QueuePage, ReadyUnit, Show

READY_SHOWN = 25
NOBODY = UUID(int=0)
_NOBODY = str(NOBODY)


@dataclass(frozen=True)
class QueueLine:
    """A line of the queue, in words."""

    address: str
    practitioner: str
    urn: str
    cohort: str
    what: str
    since: str
    due_on: str
    is_late: bool
    answer_id: UUID | None
    """The answer that it is, where it is one."""


@dataclass(frozen=True)
class Choice:
    """A choice of what is shown, with how many there are."""

    name: str
    count: int
    address: str
    is_here: bool


@dataclass(frozen=True)
class QueueView:
    lines: tuple[QueueLine, ...]
    choices: tuple[Choice, ...]
    all: int
    ready: tuple[ReadyUnit, ...]
    more_ready: bool
    number: int
    count: int
    before: str | None
    after: str | None

    @classmethod
    def of(
        cls,
        found: QueuePage,
        ready: Sequence[ReadyUnit],
        *,
        today: date,
        language: Language,
        address_of: Callable[[Show, int], str],
        desk_address: str,
    ) -> QueueView:
        """Work the page out; NOBODY stands in the desk's address for the id of a unit."""
        shown, names = (
            found.shown,
            (_("Everything"), _("Late"), _("Promised for this week or before")),
        )
        return cls(
            lines=tuple(queue_line(one, today, language, desk_address) for one in found.waiting),
            choices=tuple(
                Choice(name, count, address_of(show, 1), is_here=show is shown)
                for name, (show, count) in zip(names, found.counts.items(), strict=True)
            ),
            all=next(iter(found.counts.values())),
            ready=tuple(ready[:READY_SHOWN]),
            more_ready=len(ready) > READY_SHOWN,
            number=found.number,
            count=found.pages,
            before=address_of(shown, found.number - 1) if found.number > 1 else None,
            after=address_of(shown, found.number + 1) if found.number < found.pages else None,
        )


def queue_line(one: QueuedClock, today: date, language: Language, desk_address: str) -> QueueLine:
    is_answer = one.stage == "answered"
    return QueueLine(
        address=desk_address.replace(_NOBODY, str(one.unit_id)),
        practitioner=one.practitioner,
        urn=one.urn,
        cohort=one.cohort,
        what=_what(language, one.criteria, is_answer=is_answer),
        since=day(day_in_london(one.started_at)),
        due_on=day(one.due_on),
        is_late=is_late(one.due_on, today),
        answer_id=one.subject_id if is_answer else None,
    )


@lru_cache(maxsize=1000)
def _what(language: Language, criteria: int, *, is_answer: bool) -> str:
    del language  # the words are in it
    if is_answer:
        words = ngettext("Answer on %(num)s criterion", "Answer on %(num)s criteria", criteria)
    else:
        words = ngettext(
            "Submission: %(num)s criterion to decide",
            "Submission: %(num)s criteria to decide",
            criteria,
        )
    return str(words)
