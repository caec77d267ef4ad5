"""Which criteria a reflection says something of, and who may read it for that."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from assess.refusals import RefusedError


class NotYourCriterionError(RefusedError):
    """The criterion belongs to no standard that the writer works towards here."""

    field = "criteria"


class SubmittedError(RefusedError):
    """Its criterion was put forward with it: it stays."""


class WrittenOnError(RefusedError):
    """It was written on a criterion: it belongs to the unit."""


class StillNamedError(RefusedError):
    """It hangs on an activity or on a year of the CPD record."""


def is_frozen(submitted_at: datetime | None) -> bool:
    return submitted_at is not None


def check_unmapping(submitted_at: datetime | None) -> None:
    if is_frozen(submitted_at):
        raise SubmittedError


def may_delete(*, stands_alone: bool, submitted: Iterable[datetime | None]) -> bool:
    """Tell whether a reflection may be taken away again."""
    return stands_alone and not any(is_frozen(one) for one in submitted)


def check_deletion(*, stands_alone: bool, submitted: Collection[datetime | None]) -> None:
    if not may_delete(stands_alone=stands_alone, submitted=submitted):
        raise SubmittedError if stands_alone else WrittenOnError


def check_criteria(wanted: Collection[UUID], known: Collection[UUID]) -> None:
    """Refuse a criterion of a unit that the writer has not got."""
    if not set(wanted) <= set(known):
        raise NotYourCriterionError


def numbers_open_to_readers(saved: Mapping[int, datetime], *, since: datetime) -> set[int]:
    """Give the versions that others may read: what stood when it was mapped, and what came after.

    What the writer took out before they mapped it was private, and stays so.
    """
    before = [number for number, saved_at in saved.items() if saved_at <= since]
    after = {number for number, saved_at in saved.items() if saved_at > since}
    return after | ({max(before)} if before else set())
