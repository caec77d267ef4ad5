"""What may stand in a CPD record: the days, what is done and what is planned."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assess.cpd.rules.amounts import Amount, check_hours
from assess.cpd.rules.kinds import ActivityKind
from assess.refusals import RefusedError

YEARS_AHEAD = 10
TEXTS = ("title", "given_by", "learned", "applied", "impact", "impact_on", "next_step")
"""What a person writes of an activity, in their own words."""


class EndBeforeStartError(RefusedError):
    field = "ends_on"


class DoneLaterError(RefusedError):
    """An activity that is still to come was logged as done."""


class TooFarAheadError(RefusedError):
    """A year that was surely mistyped."""


class UnknownNeedError(RefusedError):
    """No need of this person's."""

    field = "need"


class UnknownLinkError(RefusedError):
    """A criterion, a piece of evidence or a reflection that is not there for this person."""


class NothingToSayError(RefusedError):
    """An activity of which nothing was written cannot speak as evidence."""


class NotDoneError(RefusedError):
    """Something that is only planned is no evidence yet."""


@dataclass(frozen=True)
class Typed:
    """An activity as its owner describes it."""

    title: str
    kind: ActivityKind
    starts_on: date
    ends_on: date
    is_done: bool
    is_planned: bool
    language: str
    amount: Amount | None = None
    given_by: str = ""
    learned: str = ""
    applied: str = ""
    impact: str = ""
    impact_on: str = ""
    next_step: str = ""
    need_id: UUID | None = None

    @property
    def done_on(self) -> date | None:
        """What is done was done when it ended."""
        return self.ends_on if self.is_done else None


def check_activity(typed: Typed, *, today: date) -> None:
    check_days(typed.starts_on, typed.ends_on, today=today)
    if typed.is_done:
        check_done(typed.ends_on, today=today)
    check_hours(typed.amount, days=days_of(typed.starts_on, typed.ends_on))


def check_days(starts_on: date, ends_on: date, *, today: date) -> None:
    if ends_on < starts_on:
        raise EndBeforeStartError
    if ends_on.year > today.year + YEARS_AHEAD:
        raise TooFarAheadError


def check_done(day: date, *, today: date) -> None:
    if day > today:
        raise DoneLaterError


def days_of(starts_on: date, ends_on: date) -> int:
    """Count the days from start to end, both of them among it."""
    return (ends_on - starts_on).days + 1


def days_after_done(starts_on: date, ends_on: date, done_on: date) -> tuple[date, date]:
    """Give the days of a planned activity once it is done: as many, up to the day it was done."""
    return starts_on + (done_on - ends_on), done_on
