from datetime import date

import pytest

from assess.overview.rules.progress import Progress, expected_percent, progress_after

START, END = date(2026, 1, 1), date(2026, 4, 11)
"""A hundred days."""


def after(
    done: int,
    today: date,
    *,
    ends_on: date | None = END,
    criteria: int = 100,
    signed_off: bool = False,
) -> Progress:
    return progress_after(
        starts_on=START,
        ends_on=ends_on,
        today=today,
        done=done,
        criteria=criteria,
        signed_off=signed_off,
    )


@pytest.mark.parametrize(
    ("today", "percent"),
    [
        (date(2025, 12, 1), 0),
        (START, 0),
        (date(2026, 2, 20), 50),
        (END, 100),
        (date(2027, 1, 1), 100),
    ],
)
def test_what_is_expected_grows_with_the_days(today: date, percent: float) -> None:
    assert expected_percent(starts_on=START, ends_on=END, today=today) == percent


def test_an_enrolment_of_one_day_expects_everything_on_it() -> None:
    assert expected_percent(starts_on=START, ends_on=START, today=START) == 100


@pytest.mark.parametrize(
    ("done", "progress"),
    [
        (39, Progress.BEHIND),
        (40, Progress.ON_TRACK),
        (50, Progress.ON_TRACK),
        (60, Progress.ON_TRACK),
        (61, Progress.AHEAD),
    ],
)
def test_a_tenth_of_the_criteria_either_way_is_on_track(done: int, progress: Progress) -> None:
    assert after(done, date(2026, 2, 20)) is progress


def test_before_its_start_nobody_is_behind() -> None:
    assert after(0, date(2025, 12, 1)) is Progress.ON_TRACK


def test_after_its_end_a_unit_with_everything_done_is_not_behind() -> None:
    assert after(100, date(2027, 1, 1)) is Progress.ON_TRACK
    assert after(89, date(2027, 1, 1)) is Progress.BEHIND


def test_without_an_end_date_nothing_is_said() -> None:
    assert after(0, END, ends_on=None) is Progress.NO_END_DATE


def test_a_signed_off_unit_is_finished_whatever_its_dates() -> None:
    assert after(100, date(2026, 2, 1), ends_on=None, signed_off=True) is Progress.FINISHED


def test_a_standard_without_criteria_is_never_late() -> None:
    assert after(0, END, criteria=0) is Progress.ON_TRACK
