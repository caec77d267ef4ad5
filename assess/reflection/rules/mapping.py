"""Which criteria a reflection says something of, and who may read it for that."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from assess.refusals import RefusedError


class NotYourCriterionError(RefusedError):
    """The criterion belongs to no standard that the writer works towards here."""

    field = "criteria"


class SubmittedError(RefusedError):
    """Its criterion was put forward with it: it stays."""


def is_frozen(submitted_at: datetime | None) -> bool:
    return submitted_at is not None


def check_unmapping(submitted_at: datetime | None) -> None:
    if is_frozen(submitted_at):
        raise SubmittedError


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
