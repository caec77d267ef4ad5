import pytest

from assess.cpd.rules.amounts import (
    Amount,
    NegativeAmountError,
    NoAmountError,
    NotAnAmountError,
    TooManyHoursError,
    check_hours,
    read_amount,
    typed_again,
)
from assess.cpd.rules.kinds import CpdUnit


@pytest.mark.parametrize(
    "typed",
    [
        "2,5", "2.5", "2.50", "2h30", "2 h 30", "2H30", "2h30m", "2 hrs 30 mins", "2:30", "2:30 h",
        "150 min", "150m", "150 munud", "2.5 hours", "2,5 awr", "2 awr 30 munud", "2½", "2 ½",
        " 2.5 ",
    ],
)  # fmt: skip
def test_two_and_a_half_hours_are_read_however_they_are_typed(typed: str) -> None:
    assert read_amount(typed, CpdUnit.HOURS) == Amount(250, CpdUnit.HOURS)


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [("7", 700), ("0.25", 25), ("½", 50), ("20 min", 33), ("40 min", 67), ("1:01", 102)],
)
def test_an_amount_is_kept_in_hundredths(typed: str, hundredths: int) -> None:
    assert read_amount(typed, CpdUnit.HOURS) == Amount(hundredths, CpdUnit.HOURS)


def test_what_the_words_say_goes_before_the_unit_that_was_chosen() -> None:
    assert read_amount("12 credits", CpdUnit.HOURS) == Amount(1200, CpdUnit.CREDITS)
    assert read_amount("12 credyd", CpdUnit.HOURS) == Amount(1200, CpdUnit.CREDITS)
    assert read_amount("2h30", CpdUnit.CREDITS) == Amount(250, CpdUnit.HOURS)
    assert read_amount("12", CpdUnit.CREDITS) == Amount(1200, CpdUnit.CREDITS)


def test_nothing_typed_is_no_amount() -> None:
    assert read_amount("  ", CpdUnit.HOURS) is None


@pytest.mark.parametrize("typed", ["-1", "-2h30", "−2", "–0.5"])  # noqa: RUF001 (a minus)
def test_a_negative_amount_is_refused(typed: str) -> None:
    with pytest.raises(NegativeAmountError):
        read_amount(typed, CpdUnit.HOURS)


@pytest.mark.parametrize("typed", ["0", "0.0", "0:00", "0 min"])
def test_nought_is_refused(typed: str) -> None:
    with pytest.raises(NoAmountError):
        read_amount(typed, CpdUnit.HOURS)


@pytest.mark.parametrize(
    "typed",
    [
        "two", "2h75", "2:5", "1:60", "2,500", "2.333", "1e3", "2.5.5", "2h30 credits", "£20", "٣",
        "²", "2²",         "999999", "2;5", "h", ".", "🕑", "inf", "nan", "1_0",
    ],
)  # fmt: skip
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAmountError):
        read_amount(typed, CpdUnit.HOURS)


def test_a_day_has_no_more_than_24_hours() -> None:
    check_hours(Amount(2400, CpdUnit.HOURS), days=1)
    check_hours(Amount(4800, CpdUnit.HOURS), days=2)
    check_hours(Amount(9900, CpdUnit.CREDITS), days=1)
    check_hours(None, days=1)
    with pytest.raises(TooManyHoursError):
        check_hours(Amount(2500, CpdUnit.HOURS), days=1)
    with pytest.raises(TooManyHoursError) as refusal:
        check_hours(Amount(4801, CpdUnit.HOURS), days=2)
    assert refusal.value.most == 48


@pytest.mark.parametrize(
    ("hundredths", "shown"), [(250, "2.5"), (200, "2"), (33, "0.33"), (1000, "10"), (5, "0.05")]
)
def test_an_amount_is_typed_again_as_it_is_shown(hundredths: int, shown: str) -> None:
    assert typed_again(hundredths) == shown
    assert read_amount(shown, CpdUnit.HOURS) == Amount(hundredths, CpdUnit.HOURS)
