from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from assess.cpd.rules.gaps import Explanation
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.cpd.rules.pack_file import read_pack
from assess.cpd.rules.packs import Asked, Pack
from assess.cpd.rules.year_standing import (
    AskStanding,
    Held,
    YearActivity,
    YearStanding,
    is_counted,
    stand,
    sums_of,
)
from assess.cpd.rules.years import Period

FOLDER = Path(__file__).parents[3] / "standards" / "cpd"
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 22)
ONE = YearActivity(
    id=UUID(int=1),
    kind=ActivityKind.FORMAL,
    starts_on=date(2026, 3, 1),
    ends_on=date(2026, 3, 1),
    is_planned=True,
    is_done=True,
)


def pack(name: str) -> Pack:
    return read_pack((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def counted(hundredths: int, unit: CpdUnit = CpdUnit.HOURS) -> YearActivity:
    return replace(ONE, hundredths=hundredths, unit=unit)


def standing(name: str, held: Held, period: Period = YEAR) -> YearStanding:
    return stand(pack(name), held, period=period, today=TODAY)


def asked(found: YearStanding, kind: Asked) -> AskStanding:
    return next(one for one in found.asks if one.kind is kind)


def test_an_activity_counts_where_it_ended_and_once_it_is_done() -> None:
    assert is_counted(ONE, YEAR)
    assert not is_counted(replace(ONE, is_done=False), YEAR)
    over_the_new_year = replace(ONE, starts_on=date(2025, 12, 30), ends_on=date(2026, 1, 2))
    assert is_counted(over_the_new_year, YEAR)
    assert not is_counted(over_the_new_year, Period(date(2025, 1, 1), date(2025, 12, 31)))


def test_credits_are_added_up_and_what_is_missing_is_said() -> None:
    found = standing(
        "cim-affiliate-1",
        Held((counted(1000, CpdUnit.CREDITS), counted(250, CpdUnit.CREDITS))),
    )

    assert (found.amount.done, found.amount.wanted, found.amount.missing) == (1250, 3500, 2250)
    assert found.amount.is_met is False
    assert not found.is_whole


def test_enough_is_enough() -> None:
    found = standing("cim-affiliate-1", Held((counted(4000, CpdUnit.CREDITS),)))

    assert (found.amount.is_met, found.amount.missing) == (True, 0)
    assert found.is_whole


def test_hours_never_become_credits() -> None:
    found = standing("cim-affiliate-1", Held((counted(9000), counted(100, CpdUnit.CREDITS))))

    assert found.amount.done == 100
    assert found.amount.uncounted == 1
    assert found.amount.sums == {CpdUnit.HOURS: 9000, CpdUnit.CREDITS: 100}


def test_activities_without_an_amount_are_activities_all_the_same() -> None:
    found = standing("hcpc-1", Held((ONE, ONE)))

    assert asked(found, Asked.LIST).done == 2
    assert found.amount.uncounted == 2
    assert sums_of((ONE, ONE)) == {}


def test_what_is_only_planned_counts_for_nothing_yet() -> None:
    ahead = replace(counted(3500, CpdUnit.CREDITS), is_done=False)

    assert standing("cim-affiliate-1", Held((ahead,))).amount.done == 0


def test_a_pack_that_states_no_figure_lacks_none() -> None:
    for name in ("cim-member-1", "set-2", "hcpc-1", "social-care-wales-1", "ewc-1"):
        amount = standing(name, Held()).amount
        assert (amount.is_met, amount.wanted, amount.missing) == (None, None, 0)


def test_what_is_advised_is_shown_and_holds_nothing_up() -> None:
    found = standing("cipd-1", Held((counted(1000),)))

    assert (found.amount.done, found.amount.missing) == (1000, 2000)
    assert found.is_whole


def test_only_planned_learning_counts_towards_what_is_advised_for_planned_learning() -> None:
    unplanned = replace(counted(500), is_planned=False)

    found = standing("cipd-1", Held((counted(1000), unplanned)))

    assert found.amount.done == 1000
    assert found.amount.sums == {CpdUnit.HOURS: 1500}


def test_two_core_and_two_technical_statements_are_asked() -> None:
    found = asked(standing("cim-member-1", Held(statements={"core": 1})), Asked.STATEMENTS)

    assert (found.done, found.wanted, found.missing) == (1, 4, 3)
    assert [(part.key, part.done, part.missing) for part in found.parts] == [
        ("core", 1, 1),
        ("technical", 0, 2),
    ]


def test_a_third_core_statement_makes_up_for_no_technical_one() -> None:
    found = standing("cim-member-1", Held(statements={"core": 3, "technical": 1}))

    statements = asked(found, Asked.STATEMENTS)
    assert (statements.done, statements.missing, statements.is_met) == (3, 1, False)
    assert not found.is_whole


def test_four_statements_of_the_right_kinds_are_enough() -> None:
    assert standing("cim-member-1", Held(statements={"core": 2, "technical": 2})).is_whole


def test_a_question_is_done_with_once_it_is_answered_yes_or_no() -> None:
    answers = {"done": True, "reflected": False}

    found = asked(standing("set-2", Held(answers=answers)), Asked.QUESTIONS)

    assert (found.done, found.wanted, found.missing, found.is_met) == (2, 4, 2, False)
    assert [part.answer for part in found.parts] == [True, False, None, None]


def test_answers_to_questions_that_are_not_asked_count_for_nothing() -> None:
    found = asked(standing("set-2", Held(answers={"other": True})), Asked.QUESTIONS)

    assert found.done == 0


def test_a_mixture_is_more_than_one_kind() -> None:
    other = replace(ONE, kind=ActivityKind.SELF_DIRECTED)

    assert asked(standing("hcpc-1", Held((ONE, ONE))), Asked.MIXTURE).is_met is False
    assert asked(standing("hcpc-1", Held((ONE, other))), Asked.MIXTURE).is_met is True


def test_gaps_count_once_they_are_explained() -> None:
    said = Explanation(date(2026, 3, 2), date(2026, 11, 22), "A long illness.", "en")

    before = asked(standing("hcpc-1", Held((ONE,))), Asked.GAPS)
    after = asked(standing("hcpc-1", Held((ONE,), explained=(said,))), Asked.GAPS)

    assert (before.done, before.wanted, before.is_met) == (0, 1, False)
    assert (after.done, after.wanted, after.is_met) == (1, 1, True)


def test_a_record_without_gaps_has_none_to_explain() -> None:
    always = replace(ONE, starts_on=date(2026, 1, 1), ends_on=date(2026, 11, 1))

    found = asked(standing("hcpc-1", Held((always,))), Asked.GAPS)

    assert (found.wanted, found.is_met) == (0, True)


def test_the_period_is_as_long_as_the_pack_says() -> None:
    two_years = Period(date(2025, 1, 1), date(2026, 12, 31))
    old = replace(ONE, starts_on=date(2025, 2, 1), ends_on=date(2025, 2, 1))

    assert asked(standing("hcpc-1", Held((old, ONE)), two_years), Asked.LIST).done == 2
    assert asked(standing("hcpc-1", Held((old, ONE))), Asked.LIST).done == 1


def test_evidence_reflection_and_outcome_are_counted_by_activity() -> None:
    shown = replace(ONE, has_evidence=True)
    reflected = replace(ONE, has_reflection=True)
    applied = replace(ONE, has_outcome=True)
    held = Held((shown, reflected, applied))

    assert asked(standing("social-care-wales-1", held), Asked.EVIDENCE).done == 1
    assert asked(standing("ewc-1", held), Asked.REFLECTION).done == 1
    assert asked(standing("hcpc-1", held), Asked.OUTCOME).done == 1


def test_what_lies_ahead_is_planning() -> None:
    ahead = replace(ONE, is_done=False, ends_on=date(2026, 12, 1))
    unplanned = replace(ONE, is_planned=False)

    assert asked(standing("ewc-1", Held((unplanned,))), Asked.PLANNING).is_met is False
    assert asked(standing("ewc-1", Held((ahead,))), Asked.PLANNING).is_met is True


def test_what_is_only_told_is_neither_met_nor_missing() -> None:
    found = asked(standing("cim-affiliate-1", Held()), Asked.TOLD)

    assert (found.is_met, found.missing) == (None, 0)


def test_where_nothing_is_said_to_be_required_nothing_holds_a_year_up() -> None:
    for name in ("ewc-1", "cipd-1"):
        found = standing(name, Held())
        assert found.is_whole
        assert not found.requires_anything
    for name in ("cim-affiliate-1", "cim-member-1", "set-2", "hcpc-1", "social-care-wales-1"):
        assert standing(name, Held()).requires_anything


def test_the_own_target_is_the_persons_figure() -> None:
    found = stand(
        pack("own-target-1"),
        Held((counted(1000),)),
        period=YEAR,
        today=TODAY,
        target_hundredths=2000,
        target_unit=CpdUnit.HOURS,
    )

    assert (found.amount.done, found.amount.wanted, found.amount.missing) == (1000, 2000, 1000)
    assert not found.is_whole
