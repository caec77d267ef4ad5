from datetime import date

import pytest

from assess.cpd.rules.gaps import (
    EmptyExplanationError,
    Explanation,
    Gap,
    NoSuchGapError,
    TooManyExplanationsError,
    check_explanation,
    find_gaps,
    is_long,
)
from assess.cpd.rules.years import Period

YEARS = Period(date(2025, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 22)


def on(*days: str) -> list[Period]:
    """Give activities of one day each, or of several where two days are joined by a stroke."""
    pairs = (day.split("/") for day in days)
    return [Period(date.fromisoformat(one[0]), date.fromisoformat(one[-1])) for one in pairs]


def said(first: str, last: str) -> Explanation:
    return Explanation(date.fromisoformat(first), date.fromisoformat(last), "I was ill.", "en")


def gaps(*days: str, explained: tuple[Explanation, ...] = ()) -> list[tuple[str, str, bool]]:
    found = find_gaps(on(*days), period=YEARS, months=3, today=TODAY, explained=explained)
    return [
        (one.period.starts_on.isoformat(), one.period.ends_on.isoformat(), one.is_explained)
        for one in found
    ]


def test_an_empty_record_is_one_gap_up_to_today() -> None:
    assert gaps() == [("2025-01-01", "2026-11-22", False)]


def test_three_months_to_the_day_are_a_gap_and_a_day_less_is_none() -> None:
    assert is_long(date(2025, 1, 1), date(2025, 3, 31), 3)
    assert not is_long(date(2025, 1, 1), date(2025, 3, 30), 3)
    assert is_long(date(2025, 11, 30), date(2026, 2, 27), 3)


def test_gaps_stand_before_between_and_after_activities() -> None:
    assert gaps("2025-06-10", "2025-12-01/2026-02-01") == [
        ("2025-01-01", "2025-06-09", False),
        ("2025-06-11", "2025-11-30", False),
        ("2026-02-02", "2026-11-22", False),
    ]


def test_activities_in_any_order_and_over_each_other_leave_no_false_gap() -> None:
    assert gaps("2025-02-01/2026-10-01", "2025-03-01", "2025-01-05", "2026-10-30") == []


def test_an_activity_from_before_the_period_counts_into_it() -> None:
    assert gaps("2024-06-01/2025-08-31", "2025-10-01/2026-10-31") == []


def test_what_lies_after_today_closes_no_gap_and_opens_none() -> None:
    assert gaps("2025-01-01/2026-10-01", "2026-12-30") == []
    assert gaps("2025-01-01/2026-08-01", "2026-12-30") == [("2026-08-02", "2026-11-22", False)]


def test_a_period_that_lies_ahead_has_no_gap() -> None:
    ahead = Period(date(2027, 1, 1), date(2028, 12, 31))

    assert find_gaps([], period=ahead, months=3, today=TODAY) == ()


def test_a_gap_that_was_explained_whole_is_explained() -> None:
    assert gaps("2025-06-10/2026-11-01", explained=(said("2025-01-01", "2025-06-09"),)) == [
        ("2025-01-01", "2025-06-09", True)
    ]


def test_a_gap_that_has_grown_since_is_open_again_once_the_rest_is_long_enough() -> None:
    before = said("2025-06-02", "2026-09-30")
    after = said("2025-06-02", "2026-07-31")

    assert gaps("2025-01-01/2025-06-01", explained=(before,))[0][2]
    assert not gaps("2025-01-01/2025-06-01", explained=(after,))[0][2]


def test_two_explanations_may_cover_one_gap() -> None:
    assert gaps(
        "2025-01-01/2025-06-01",
        explained=(said("2025-06-02", "2026-01-31"), said("2026-02-01", "2026-11-22")),
    ) == [("2025-06-02", "2026-11-22", True)]


def test_an_explanation_is_shown_with_the_gap_that_it_is_about() -> None:
    one = said("2025-01-01", "2025-06-09")
    found = find_gaps(
        on("2025-06-10", "2025-12-01/2026-11-01"),
        period=YEARS,
        months=3,
        today=TODAY,
        explained=(one,),
    )

    assert [gap.explanations for gap in found] == [(one,), ()]


def test_an_activity_that_came_later_takes_a_gap_away() -> None:
    one = said("2025-01-01", "2025-06-09")

    assert gaps("2025-03-01", "2025-06-10/2026-11-01", explained=(one,)) == [
        ("2025-03-02", "2025-06-09", True)
    ]


def test_only_a_gap_that_is_there_is_explained_and_in_words() -> None:
    stretch = Period(date(2025, 1, 1), date(2025, 6, 9))
    found = (Gap(stretch, (), is_explained=False),)

    check_explanation("I was ill.", stretch, found, said=0)
    with pytest.raises(EmptyExplanationError):
        check_explanation(" \n", stretch, found, said=0)
    with pytest.raises(NoSuchGapError):
        check_explanation("I was ill.", Period(stretch.starts_on, TODAY), found, said=0)
    with pytest.raises(TooManyExplanationsError):
        check_explanation("I was ill.", stretch, found, said=100)
