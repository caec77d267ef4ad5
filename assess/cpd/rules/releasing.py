"""Letting the external quality assurer see the record of a period, and taking it back."""

from collections.abc import Iterable
from datetime import date

from assess.actor import Role
from assess.cpd.rules.years import EARLIEST_YEAR, Period
from assess.refusals import RefusedError

RELEASING = frozenset({Role.ASSESSOR, Role.IQA})
"""Whose CPD an external quality assurer asks for."""

MOST_RELEASED = 50


class MayNotReleaseError(RefusedError):
    pass


class ReleasedAlreadyError(RefusedError):
    field = "starts_on"


class ReleaseEndsBeforeStartError(RefusedError):
    field = "ends_on"


class ReleaseStartsTooEarlyError(RefusedError):
    field = "starts_on"


class ReleaseNotBegunError(RefusedError):
    field = "starts_on"


class TooManyReleasesError(RefusedError):
    field = "starts_on"


def check_release(period: Period, *, role: Role, released: Iterable[Period], today: date) -> None:
    """Refuse a release that shows nothing, or shows it twice. `released` are those that stand."""
    stands = list(released)
    if role not in RELEASING:
        raise MayNotReleaseError
    if period.ends_on < period.starts_on:
        raise ReleaseEndsBeforeStartError
    if period.starts_on.year < EARLIEST_YEAR:
        raise ReleaseStartsTooEarlyError
    if period.starts_on > today:
        raise ReleaseNotBegunError
    if period in stands:
        raise ReleasedAlreadyError
    if len(stands) >= MOST_RELEASED:
        raise TooManyReleasesError
