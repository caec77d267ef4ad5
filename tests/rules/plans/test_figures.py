"""Dates, money and hours as people type them."""

from datetime import date
from decimal import Decimal

import pytest

from assess.plans.rules.figures import has_date, plain, read_amount, read_date, read_hours


@pytest.mark.parametrize(
    "typed",
    [
        *("2027-03-27", "27.3.2027", "27/03/2027", "27 3 2027", "27-3-2027", "27. 3. 2027"),
        *("27 March 2027", "27 Mar 2027", "27 Mawrth 2027", "27 март 2027", "27 март 2027 \u0433."),
        " 27.3.2027 \u0433. ",
    ],
)
def test_a_date_is_read_in_each_way_that_it_is_written(typed: str) -> None:
    assert read_date(typed) == date(2027, 3, 27)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "soon", "31.2.2027", "2027-13-01", "27 Foo 2027", "27.3.27", "March 2027"),
        *("27.3.2027 or so", "0.0.2027", "27.3.20271", "1.1.1066", "27.3.2027.4"),
    ],
)
def test_what_is_no_date_is_not_read(typed: str) -> None:
    assert read_date(typed) is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("by 31 December 2027", True),
        ("до 31.12.2027 включително", True),
        ("erbyn 2027-12-31", True),
        ("by the end of the year", False),
        ("by 31.2.2027", False),
        ("in 12 months", False),
    ],
)
def test_a_real_date_is_found_in_a_text(typed: str, found: bool) -> None:  # noqa: FBT001 (a case)
    assert has_date(typed) is found


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1200", "1200.00"),
        ("1200.5", "1200.50"),
        ("1200,50", "1200.50"),
        ("1,200", "1200.00"),
        ("1.200", "1200.00"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1 200,50", "1200.50"),
        ("1\u00a0234\u202f567,89", "1234567.89"),
        ("0", "0.00"),
        ("٣", "3.00"),
        ("0.1", "0.10"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_money_is_read_with_points_and_with_commas(typed: str, amount: str) -> None:
    read = read_amount(typed)

    assert read == Decimal(amount)
    assert plain(read) == amount


@pytest.mark.parametrize(
    "typed",
    [
        *("", "much", "-5", "1,20,30", "12,3456", "1e5", "1000000000000", "5 euro", "1..2"),
        *("0x10", "1/2"),
    ],
)
def test_what_is_no_money_is_not_read(typed: str) -> None:
    assert read_amount(typed) is None


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        *(("2", "2"), ("2.5", "2.5"), ("2,5", "2.5"), ("2h30", "2.5"), ("2 h 30", "2.5")),
        *(("2ч30", "2.5"), ("2awr", "2"), ("0,25", "0.25"), ("40", "40"), ("168", "168")),
        ("100", "100"),
    ],
)
def test_hours_of_a_week_are_read(typed: str, hours: str) -> None:
    assert plain(read_hours(typed) or Decimal(0)) == hours


@pytest.mark.parametrize("typed", ["", "-1", "169", "2h75", "two", "1e2", "2,5,5"])
def test_what_no_week_has_is_not_read(typed: str) -> None:
    assert read_hours(typed) is None
