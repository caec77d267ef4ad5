from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.bilingual import Language
from assess.enrolment.rules.allocating import (
    USUAL_CAPACITY,
    Because,
    Judge,
    ReasonMissingError,
    Suggestion,
    Waiting,
    can_judge_in,
    check_reason,
    suggest,
)

PEOPLE = [UUID(int=number) for number in range(1, 9)]
STANDARDS = [UUID(int=number) for number in range(101, 103)]
SITES = ["", "Aberaeron", "Bala"]

judges = st.lists(
    st.builds(
        Judge,
        person_id=st.sampled_from(PEOPLE),
        open_units=st.integers(0, 6),
        capacity=st.none() | st.integers(0, 6),
        judges_in=st.frozensets(st.sampled_from(Language)),
        competent_in=st.frozensets(st.sampled_from(STANDARDS)),
        site=st.sampled_from(SITES),
    ),
    max_size=6,
    unique_by=lambda judge: judge.person_id,
)
units = st.lists(
    st.builds(
        Waiting,
        unit_id=st.uuids(),
        practitioner_id=st.sampled_from(PEOPLE),
        standard_id=st.sampled_from(STANDARDS),
        language=st.none() | st.sampled_from(Language),
        site=st.sampled_from(SITES),
        other_id=st.none() | st.sampled_from(PEOPLE),
    ),
    max_size=12,
    unique_by=lambda unit: unit.unit_id,
)


def fits(judge: Judge, unit: Waiting, everybody: list[Judge]) -> bool:
    """Say again, in other words than the rule's, who may be given a unit."""
    if judge.person_id in (unit.practitioner_id, unit.other_id):
        return False
    if unit.language is Language.WELSH and Language.WELSH not in judge.judges_in:
        return False
    if unit.language is Language.ENGLISH and judge.judges_in == {Language.WELSH}:
        return False
    recorded = [other for other in everybody if other.competent_in]
    return not recorded or unit.standard_id in judge.competent_in


@given(units, judges)
def test_nobody_is_suggested_for_their_own_unit_or_beside_themselves(
    waiting: list[Waiting], there: list[Judge]
) -> None:
    for unit, made in zip(waiting, suggest(waiting, there), strict=True):
        assert made.unit_id == unit.unit_id
        assert made.person_id != unit.practitioner_id
        assert made.person_id is None or made.person_id != unit.other_id


@given(units, judges)
def test_nobody_is_filled_beyond_what_they_carry_while_another_who_fits_has_room(
    waiting: list[Waiting], there: list[Judge]
) -> None:
    carried = {judge.person_id: judge.open_units for judge in there}
    by_id = {judge.person_id: judge for judge in there}
    for unit, made in zip(waiting, suggest(waiting, there), strict=True):
        fitting = [judge for judge in there if fits(judge, unit, there)]
        assert (made.person_id is None) == (not fitting)
        if made.person_id is None:
            continue
        chosen = by_id[made.person_id]
        assert chosen in fitting
        roomy = [judge for judge in fitting if carried[judge.person_id] < judge.room]
        assert (Because.FULL in made.because) == (not roomy)
        assert not roomy or chosen in roomy
        assert made.open_units == carried[made.person_id]
        carried[made.person_id] += 1


@given(units, judges, st.randoms(use_true_random=False))
def test_the_same_people_in_another_order_get_the_same_suggestions(
    waiting: list[Waiting], there: list[Judge], random: Random
) -> None:
    mixed = list(there)
    random.shuffle(mixed)

    assert suggest(waiting, mixed) == suggest(waiting, there)


ANN, BEN, CERI = PEOPLE[:3]
RHYS = PEOPLE[7]


def unit(**values: object) -> Waiting:
    return Waiting(UUID(int=900), RHYS, STANDARDS[0], **values)  # type: ignore[arg-type] # fields by name


def only(waiting: Waiting, *there: Judge) -> Suggestion:
    (made,) = suggest([waiting], there)
    return made


def test_the_one_with_the_fewest_open_units_for_what_they_carry_is_suggested() -> None:
    half, third = Judge(ANN, open_units=2, capacity=4), Judge(BEN, open_units=10, capacity=30)

    made = only(unit(), half, third)

    assert made == Suggestion(UUID(int=900), BEN, (), 10, 30)


def test_who_has_said_nothing_carries_the_usual_number() -> None:
    made = only(
        unit(), Judge(ANN, open_units=USUAL_CAPACITY), Judge(BEN, open_units=9, capacity=10)
    )

    assert made.person_id == BEN


def test_a_unit_in_welsh_goes_only_to_somebody_who_judges_in_welsh() -> None:
    both = frozenset(Language)
    made = only(unit(language=Language.WELSH), Judge(ANN), Judge(BEN, open_units=9, judges_in=both))

    assert (made.person_id, made.because) == (BEN, (Because.SPEAKS,))


def test_nobody_is_suggested_where_nobody_judges_in_welsh_and_the_reason_is_given() -> None:
    made = only(unit(language=Language.WELSH), Judge(ANN), Judge(BEN))

    assert (made.person_id, made.because) == (None, (Because.NOBODY_SPEAKS,))


def test_competence_counts_as_soon_as_anybodys_is_on_record() -> None:
    able = Judge(BEN, open_units=9, competent_in=frozenset({STANDARDS[0]}))
    other = Judge(CERI, competent_in=frozenset({STANDARDS[1]}))

    assert only(unit(), Judge(ANN), able).because == (Because.COMPETENT,)
    assert only(unit(), Judge(ANN), able).person_id == BEN
    assert only(unit(), Judge(ANN), other).because == (Because.NOBODY_COMPETENT,)


def test_of_two_who_carry_as_much_the_one_at_the_same_site_is_suggested() -> None:
    made = only(unit(site="Bala"), Judge(ANN, site="Aberaeron"), Judge(BEN, site="Bala"))

    assert (made.person_id, made.because) == (BEN, (Because.SAME_SITE,))


def test_without_anybody_but_the_practitioner_and_the_iqa_nobody_is_suggested() -> None:
    made = only(unit(other_id=ANN), Judge(ANN), Judge(RHYS))

    assert (made.person_id, made.because) == (None, (Because.NOBODY_THERE,))


def test_what_is_suggested_counts_for_the_units_after_it() -> None:
    waiting = [Waiting(UUID(int=900 + number), RHYS, STANDARDS[0]) for number in range(4)]

    made = suggest(waiting, [Judge(ANN, capacity=2), Judge(BEN, capacity=2)])

    assert [one.person_id for one in made] == [ANN, BEN, ANN, BEN]


def test_who_carries_nothing_at_all_is_the_last_to_be_filled() -> None:
    made = only(unit(), Judge(ANN, capacity=0), Judge(BEN, open_units=3, capacity=3))

    assert made.because == (Because.FULL,)


@pytest.mark.parametrize(
    ("languages", "language", "can"),
    [
        (frozenset(), None, True),
        (frozenset(), Language.ENGLISH, True),
        (frozenset(), Language.WELSH, False),
        (frozenset({Language.WELSH}), Language.ENGLISH, False),
        (frozenset({Language.WELSH}), Language.WELSH, True),
    ],
)
def test_who_has_said_nothing_judges_english(
    languages: frozenset[Language], language: Language | None, *, can: bool
) -> None:
    assert can_judge_in(languages, language) is can


def test_a_unit_is_taken_from_somebody_only_with_a_reason() -> None:
    check_reason("", is_taken=False)
    check_reason("Ann is on leave", is_taken=True)
    with pytest.raises(ReasonMissingError):
        check_reason("", is_taken=True)
