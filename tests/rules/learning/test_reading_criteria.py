import pytest

from assess.learning.rules.places import (
    MOST_CRITERIA,
    TooManyCriteriaError,
    TypedCriterion,
    UnknownCriteriaError,
    read_criteria,
    show_criteria,
)

KNOWN = {"INSSMA11", "INSSMA12"}


def test_labels_belong_to_the_standard_before_them() -> None:
    found = read_criteria("inssma11 p17, K17; INSSMA12/1 P11", KNOWN)

    assert found == (
        TypedCriterion("INSSMA11", None, "P17"),
        TypedCriterion("INSSMA11", None, "K17"),
        TypedCriterion("INSSMA12", "1", "P11"),
    )


def test_a_criterion_that_is_typed_twice_counts_once() -> None:
    assert len(read_criteria("INSSMA11 P1 p1, P1", KNOWN)) == 1


@pytest.mark.parametrize("typed", ["P17", "INSSMA99 P1", "INSSMA11", "INSSMA11; INSSMA12 P1"])
def test_what_names_no_criterion_is_refused(typed: str) -> None:
    with pytest.raises(UnknownCriteriaError):
        read_criteria(typed, KNOWN)


def test_more_criteria_than_anybody_reads_are_refused() -> None:
    labels = " ".join(f"P{number}" for number in range(MOST_CRITERIA + 1))

    with pytest.raises(TooManyCriteriaError):
        read_criteria(f"INSSMA11 {labels}", KNOWN)


def test_what_is_shown_can_be_typed_again() -> None:
    shown = show_criteria([("INSSMA11", "1", "P17"), ("INSSMA11", "1", "K17")])

    assert shown == "INSSMA11/1 P17, K17"
    assert [one.label for one in read_criteria(shown, KNOWN)] == ["P17", "K17"]
