from dataclasses import replace
from datetime import date
from uuid import UUID

from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.cpd.rules.year_chart import chart_figures, months_of, units_to_chart
from assess.cpd.rules.year_standing import YearActivity
from assess.cpd.rules.years import Period

YEAR = Period(date(2025, 9, 15), date(2026, 9, 14))
ONE = YearActivity(
    id=UUID(int=1),
    kind=ActivityKind.FORMAL,
    starts_on=date(2026, 3, 1),
    ends_on=date(2026, 3, 20),
    is_planned=True,
    is_done=True,
    hundredths=250,
    unit=CpdUnit.HOURS,
)


def test_a_period_shows_every_month_that_it_touches() -> None:
    months = months_of(YEAR)

    assert (months[0], months[-1], len(months)) == (date(2025, 9, 1), date(2026, 9, 1), 13)
    assert len(months_of(Period(date(2025, 1, 1), date(2026, 12, 31)))) == 24
    assert len(months_of(Period(date(2024, 1, 1), date(2026, 12, 31)))) == 36


def test_amounts_stand_in_the_month_in_which_the_activity_ended() -> None:
    other = replace(ONE, kind=ActivityKind.OTHER, hundredths=100)

    figures = chart_figures([ONE, ONE, other], period=YEAR, unit=CpdUnit.HOURS)

    (march,) = [month for month in figures.months if month.activities]
    assert march.month == date(2026, 3, 1)
    assert march.by_kind == {ActivityKind.FORMAL: 500, ActivityKind.OTHER: 100}
    assert (march.total, march.activities, figures.total) == (600, 3, 600)


def test_what_is_not_done_or_is_of_another_year_is_left_out() -> None:
    planned = replace(ONE, is_done=False)
    later = replace(ONE, ends_on=date(2026, 9, 15))

    figures = chart_figures([planned, later], period=YEAR, unit=CpdUnit.HOURS)

    assert figures.total == 0
    assert not any(month.activities for month in figures.months)


def test_another_unit_adds_no_amount_and_is_an_activity_all_the_same() -> None:
    figures = chart_figures([ONE], period=YEAR, unit=CpdUnit.CREDITS)

    assert (figures.total, sum(month.activities for month in figures.months)) == (0, 1)


def test_without_a_unit_activities_are_counted() -> None:
    figures = chart_figures([replace(ONE, unit=None, hundredths=None)], period=YEAR, unit=None)

    assert (figures.unit, figures.total) == (None, 100)


def test_the_unit_that_is_asked_for_is_drawn_first() -> None:
    credit = replace(ONE, unit=CpdUnit.CREDITS)

    assert units_to_chart([ONE, credit], period=YEAR, asked=CpdUnit.CREDITS) == (
        CpdUnit.CREDITS,
        CpdUnit.HOURS,
    )
    assert units_to_chart([ONE, credit], period=YEAR, asked=None) == (
        CpdUnit.HOURS,
        CpdUnit.CREDITS,
    )


def test_where_nothing_has_an_amount_the_activities_are_drawn() -> None:
    bare = replace(ONE, unit=None, hundredths=None)

    assert units_to_chart([bare], period=YEAR, asked=CpdUnit.CREDITS) == (None,)
    assert units_to_chart([], period=YEAR, asked=None) == (None,)
