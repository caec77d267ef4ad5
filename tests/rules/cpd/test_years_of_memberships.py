from datetime import date
from itertools import pairwise

import pytest

from assess.cpd.rules.kinds import CpdUnit
from assess.cpd.rules.years import (
    EndsBeforeStartError,
    Period,
    SameMembershipError,
    StartsTooEarlyError,
    StartsTooLateError,
    TargetMissingError,
    TargetTooLargeError,
    TooManyMembershipsError,
    UnknownPackError,
    check_end,
    check_membership,
    months_after,
    period_at,
    periods_of,
    years_after,
)

TODAY = date(2026, 11, 22)


def days(starts_on: str, years: int = 1, *, until: str | None = None) -> list[tuple[str, str]]:
    found = periods_of(
        starts_on=date.fromisoformat(starts_on),
        ends_on=date.fromisoformat(until) if until else None,
        years=years,
        today=TODAY,
    )
    return [(one.starts_on.isoformat(), one.ends_on.isoformat()) for one in found]


def test_a_year_starts_on_the_day_of_the_membership_and_ends_the_day_before() -> None:
    assert days("2025-04-01") == [("2025-04-01", "2026-03-31"), ("2026-04-01", "2027-03-31")]


def test_a_year_that_starts_today_is_shown_and_one_that_starts_tomorrow_is_not() -> None:
    assert len(days("2025-11-22")) == 2
    assert len(days("2025-11-23")) == 1


def test_a_period_of_two_years_and_one_of_three() -> None:
    assert days("2024-01-01", 2) == [("2024-01-01", "2025-12-31"), ("2026-01-01", "2027-12-31")]
    assert days("2024-01-01", 3) == [("2024-01-01", "2026-12-31")]


def test_a_membership_that_lies_ahead_shows_its_first_year() -> None:
    assert days("2027-01-01") == [("2027-01-01", "2027-12-31")]


def test_the_end_of_a_membership_cuts_its_last_year() -> None:
    assert days("2025-04-01", until="2026-06-30")[-1] == ("2026-04-01", "2026-06-30")
    assert days("2025-04-01", until="2025-04-01") == [("2025-04-01", "2025-04-01")]


def test_a_membership_that_ends_with_its_year_has_no_further_one() -> None:
    assert days("2024-04-01", until="2025-03-31") == [("2024-04-01", "2025-03-31")]


def test_a_year_from_29_february_ends_on_28_february_and_comes_back_to_the_29th() -> None:
    assert days("2024-02-29") == [
        ("2024-02-29", "2025-02-28"),
        ("2025-03-01", "2026-02-28"),
        ("2026-03-01", "2027-02-28"),
    ]
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_periods_follow_each_other_without_a_day_between() -> None:
    found = periods_of(starts_on=date(1951, 2, 28), ends_on=None, years=1, today=TODAY)

    assert all((later.starts_on - earlier.ends_on).days == 1 for earlier, later in pairwise(found))


def test_only_the_first_day_of_a_period_finds_it() -> None:
    def found(day: date) -> Period | None:
        return period_at(day, of_membership=date(2025, 4, 1), ends_on=None, years=1, today=TODAY)

    assert found(date(2026, 4, 1)) == Period(date(2026, 4, 1), date(2027, 3, 31))
    assert found(date(2026, 4, 2)) is None
    assert found(date(2027, 4, 1)) is None
    assert found(date(2024, 4, 1)) is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-11-15", 3, "2027-02-15"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-01-01", 12, "2027-01-01"),
        ("2026-01-01", 0, "2026-01-01"),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day: str, months: int, later: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(later)


def check(
    pack: str = "cim-member",
    starts_on: date = date(2026, 1, 1),
    *,
    known: bool = True,
    target: tuple[int | None, CpdUnit | None] = (None, None),
    others: tuple[tuple[str, Period], ...] = (),
) -> None:
    check_membership(
        pack=pack,
        is_known=known,
        starts_on=starts_on,
        target_hundredths=target[0],
        target_unit=target[1],
        others=others,
        today=TODAY,
    )


def test_several_memberships_may_stand_beside_each_other() -> None:
    check(others=(("set", Period(date(2020, 1, 1), date.max)),))


def test_one_pack_is_held_once_at_a_time() -> None:
    with pytest.raises(SameMembershipError):
        check(others=(("cim-member", Period(date(2020, 1, 1), date.max)),))


def test_a_pack_may_be_taken_up_again_after_its_end() -> None:
    check(others=(("cim-member", Period(date(2020, 1, 1), date(2025, 12, 31))),))


def test_a_membership_before_one_of_the_same_pack_is_refused() -> None:
    with pytest.raises(SameMembershipError):
        check(others=(("cim-member", Period(date(2026, 6, 1), date.max)),))


def test_an_unknown_pack_is_refused() -> None:
    with pytest.raises(UnknownPackError):
        check(known=False)


def test_a_day_that_was_surely_mistyped_is_refused() -> None:
    with pytest.raises(StartsTooEarlyError):
        check(starts_on=date(1949, 12, 31))
    with pytest.raises(StartsTooLateError):
        check(starts_on=date(2028, 1, 1))


def test_the_own_target_needs_an_amount_and_a_unit() -> None:
    check("own-target", target=(2000, CpdUnit.HOURS))
    for missing in ((None, CpdUnit.HOURS), (0, CpdUnit.HOURS), (2000, None), (-1, CpdUnit.HOURS)):
        with pytest.raises(TargetMissingError):
            check("own-target", target=missing)
    with pytest.raises(TargetTooLargeError):
        check("own-target", target=(100_000 * 100 + 1, CpdUnit.HOURS))


def test_nobody_holds_more_memberships_than_a_page_can_show() -> None:
    long_ago = Period(date(2000, 1, 1), date(2000, 12, 31))

    with pytest.raises(TooManyMembershipsError):
        check(others=tuple((f"pack-{number}", long_ago) for number in range(20)))


def test_a_membership_ends_on_its_first_day_or_later() -> None:
    check_end(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(EndsBeforeStartError):
        check_end(date(2026, 1, 1), date(2025, 12, 31))
