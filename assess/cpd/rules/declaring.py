"""Declaring a period: what is declared, when it may be, and what is kept of the record."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from assess.actor import Role
from assess.cpd.rules.years import EARLIEST_YEAR, FURTHEST_AHEAD, Period
from assess.refusals import RefusedError

LONGEST_ASKED_YEARS = 5


class NotBegunError(RefusedError):
    """A period that lies ahead cannot be declared."""


class DeclaredAlreadyError(RefusedError):
    """The record is as it was when the person declared it: there is nothing new to declare."""


class NotDeclaredError(RefusedError):
    """The box was not ticked."""

    field = "declared"


class RequestEndedError(RefusedError):
    """The provider asks for it no more."""


class PeriodEndsBeforeStartError(RefusedError):
    field = "ends_on"


class PeriodTooLongError(RefusedError):
    field = "ends_on"


class PeriodTooEarlyError(RefusedError):
    field = "starts_on"


class DueInThePastError(RefusedError):
    field = "due_on"


class DueTooLateError(RefusedError):
    field = "due_on"


class MayNotAskError(RefusedError):
    pass


class NobodyToAskError(RefusedError):
    field = "role"


class AskedAlreadyError(RefusedError):
    """The same role is being asked for the same period."""

    field = "role"


class DeclarationState(StrEnum):
    OPEN = "open"
    DECLARED = "declared"
    CHANGED = "changed"
    """Declared, and the record has changed since."""


def may_ask(role: Role) -> bool:
    return role is Role.MANAGER


def check_may_declare(period: Period, *, ticked: bool, today: date) -> None:
    if not ticked:
        raise NotDeclaredError
    if today < period.starts_on:
        raise NotBegunError


def check_is_new(digest: str, *, newest: str | None) -> None:
    if digest == newest:
        raise DeclaredAlreadyError


def check_request(period: Period, *, due_on: date, today: date, holders: int) -> None:
    """Refuse what nobody could answer: a period that ends before it starts, a day gone by."""
    if period.ends_on < period.starts_on:
        raise PeriodEndsBeforeStartError
    if period.starts_on.year < EARLIEST_YEAR:
        raise PeriodTooEarlyError
    if period.ends_on.year - period.starts_on.year > LONGEST_ASKED_YEARS:
        raise PeriodTooLongError
    if due_on < today:
        raise DueInThePastError
    if due_on > today + FURTHEST_AHEAD:
        raise DueTooLateError
    if holders == 0:
        raise NobodyToAskError


def check_not_asked(period: Period, role: str, asked: Iterable[tuple[str, Period]]) -> None:
    if (role, period) in set(asked):
        raise AskedAlreadyError


def state_of(digest: str, *, declared: Mapping[str, object] | None) -> DeclarationState:
    """Say how a period stands; `declared` is the summary that was kept with the newest one."""
    if declared is None:
        return DeclarationState.OPEN
    same = declared.get("sha256") == digest
    return DeclarationState.DECLARED if same else DeclarationState.CHANGED
