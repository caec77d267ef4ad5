from datetime import date

import pytest

from assess.clocks.rules import is_working_day, working_day_after, working_days_between


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 21), "a Saturday"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 12, 28), "Boxing Day, moved to Monday"),
        (date(2026, 8, 31), "the summer bank holiday of England and Wales"),
    ],
)
def test_nobody_works_at_weekends_and_on_bank_holidays(day: date, why: str) -> None:
    assert not is_working_day(day), why


def test_a_holiday_of_scotland_alone_is_a_working_day() -> None:
    assert is_working_day(date(2026, 1, 2))


def test_ten_working_days_over_christmas_end_in_january() -> None:
    assert working_day_after(date(2026, 12, 18), 10) == date(2027, 1, 6)


def test_days_are_counted_as_they_are_added() -> None:
    start = date(2026, 12, 18)
    assert working_days_between(start, working_day_after(start, 10)) == 10
    assert working_days_between(start, start) == 0
    assert working_days_between(start, date(2026, 12, 1)) == 0
