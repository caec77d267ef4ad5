"""Whether a unit is as far as its dates expect.

Expected is the share of the criteria that equals the share of the days from the start of the
enrolment to its end that have passed. Criteria that are met, or wait with the assessor, count
as done: nobody falls behind because of somebody else's queue. Whether the text that a criterion
was decided on is published or a working translation makes no difference. A tenth of the criteria
more or less than expected is on track.
"""

from datetime import date
from enum import StrEnum

LEEWAY = 10
"""Percent of the criteria."""

HUNDRED = 100


class Progress(StrEnum):
    AHEAD = "ahead"
    ON_TRACK = "on track"
    BEHIND = "behind"
    NO_END_DATE = "no end date"
    FINISHED = "finished"


def expected_percent(*, starts_on: date, ends_on: date, today: date) -> float:
    """Give how many of a hundred criteria should be done at the end of a day."""
    if today >= ends_on:
        return HUNDRED
    return max(0.0, HUNDRED * (today - starts_on).days / (ends_on - starts_on).days)


def progress_after(
    *,
    starts_on: date,
    ends_on: date | None,
    today: date,
    done: int,
    criteria: int,
    signed_off: bool,
) -> Progress:
    """Say where a unit stands. One without criteria has nothing to be late with."""
    if signed_off:
        return Progress.FINISHED
    if ends_on is None:
        return Progress.NO_END_DATE
    if not criteria:
        return Progress.ON_TRACK
    expected = expected_percent(starts_on=starts_on, ends_on=ends_on, today=today)
    apart = HUNDRED * done / criteria - expected
    if abs(apart) <= LEEWAY:
        return Progress.ON_TRACK
    return Progress.AHEAD if apart > 0 else Progress.BEHIND
