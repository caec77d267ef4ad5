import pytest

from assess.bilingual import Bilingual
from assess.standards.rules.comparing import (
    Change,
    Comparison,
    compare_standards,
    is_newer,
    marked_words,
)
from assess.standards.rules.library import BilingualCriterion, BilingualStandard


def standard(*texts: str | tuple[str | None, str | None]) -> BilingualStandard:
    criteria = tuple(
        BilingualCriterion(
            f"P{place}", Bilingual(*((text, None) if isinstance(text, str) else text))
        )
        for place, text in enumerate(texts, 1)
    )
    return BilingualStandard("ABC1", "1", Bilingual("A title", None), performance=criteria)


def changes(comparison: Comparison) -> list[tuple[str | None, str | None, str]]:
    return [
        (
            pair.before.label if pair.before else None,
            pair.after.label if pair.after else None,
            pair.change.value,
        )
        for pair in comparison.pairs
    ]


PLAN = "develop a project plan for the programme"
PILOT = "pilot the social marketing programme and evaluate it against agreed objectives"
RISKS = "carry out a risk assessment and develop a mitigation strategy"


def test_the_same_texts_are_unchanged() -> None:
    assert changes(compare_standards(standard(PLAN, PILOT), standard(PLAN, PILOT))) == [
        ("P1", "P1", "unchanged"),
        ("P2", "P2", "unchanged"),
    ]


def test_a_criterion_that_moved_is_found_under_its_new_label() -> None:
    assert changes(compare_standards(standard(PLAN, PILOT), standard(RISKS, PLAN, PILOT))) == [
        (None, "P1", "new"),
        ("P1", "P2", "unchanged"),
        ("P2", "P3", "unchanged"),
    ]


def test_two_that_swapped_places_are_unchanged() -> None:
    assert changes(compare_standards(standard(PLAN, PILOT), standard(PILOT, PLAN))) == [
        ("P2", "P1", "unchanged"),
        ("P1", "P2", "unchanged"),
    ]


def test_a_reworded_criterion_that_also_moved_is_still_the_same_one() -> None:
    reworded = PILOT.replace("agreed objectives", "the objectives agreed with partners")

    assert changes(compare_standards(standard(PLAN, PILOT), standard(reworded, PLAN))) == [
        ("P2", "P1", "reworded"),
        ("P1", "P2", "unchanged"),
    ]


def test_of_a_criterion_that_was_split_the_nearer_half_goes_on() -> None:
    halves = ("carry out a risk assessment", "develop a mitigation strategy for each of the risks")
    found = compare_standards(standard(RISKS), standard(*halves))

    assert changes(found) == [("P1", "P1", "reworded"), (None, "P2", "new")]


def test_of_two_that_were_joined_one_goes_on_and_the_other_is_gone() -> None:
    found = compare_standards(
        standard("carry out a risk assessment", "keep a diary of visits"), standard(RISKS)
    )

    assert changes(found) == [("P1", "P1", "reworded"), ("P2", None, "gone")]


def test_a_text_that_is_too_different_is_another_criterion() -> None:
    assert changes(compare_standards(standard(PLAN), standard(RISKS))) == [
        (None, "P1", "new"),
        ("P1", None, "gone"),
    ]


def test_two_alike_keep_their_own_labels() -> None:
    twins = ("identify the risks of the work", "identify the gains of the work")

    assert changes(compare_standards(standard(*twins), standard(*twins))) == [
        ("P1", "P1", "unchanged"),
        ("P2", "P2", "unchanged"),
    ]


def test_the_same_text_twice_goes_with_the_same_labels() -> None:
    assert changes(compare_standards(standard(PLAN, PLAN), standard(PLAN, PLAN))) == [
        ("P1", "P1", "unchanged"),
        ("P2", "P2", "unchanged"),
    ]


def test_knowledge_never_takes_the_place_of_performance() -> None:
    before = standard(PLAN)
    after = BilingualStandard(
        "ABC1", "2", before.title, knowledge=(BilingualCriterion("K1", Bilingual(PLAN, None)),)
    )

    assert changes(compare_standards(before, after)) == [
        ("P1", None, "gone"),
        (None, "K1", "new"),
    ]


def test_one_language_is_enough_to_know_a_criterion_by_and_a_changed_one_rewords_it() -> None:
    before = standard((PLAN, "datblygu cynllun prosiect"))
    after = standard(("write down what will be done", "datblygu cynllun prosiect"))

    assert changes(compare_standards(before, after)) == [("P1", "P1", "reworded")]


def test_a_text_that_comes_in_a_second_language_changes_nothing() -> None:
    before, after = standard((PLAN, None)), standard((PLAN, "datblygu cynllun prosiect"))

    assert changes(compare_standards(before, after)) == [("P1", "P1", "unchanged")]


def test_spaces_are_no_change() -> None:
    found = compare_standards(standard(PLAN), standard(PLAN.replace(" ", "  ")))

    assert [pair.change for pair in found.pairs] == [Change.UNCHANGED]


def test_comparing_backwards_pairs_the_same_criteria() -> None:
    one, two = standard(PLAN, PILOT, RISKS), standard(RISKS + " for staff", PLAN)
    forward = {(a, b) for a, b, _ in changes(compare_standards(one, two)) if a and b}
    backward = {(b, a) for a, b, _ in changes(compare_standards(two, one)) if a and b}

    assert forward == backward == {("P3", "P1"), ("P1", "P2")}


def test_the_words_that_changed_are_marked_on_both_sides() -> None:
    before, after = marked_words("plan the work well", "plan the whole work")

    assert [piece.words for piece in before if piece.is_marked] == ["well"]
    assert [piece.words for piece in after if piece.is_marked] == ["whole"]
    assert " ".join(piece.words for piece in after) == "plan the whole work"


@pytest.mark.parametrize(
    ("edition", "other"), [("2", "1"), ("10", "9"), ("2.1", "2"), ("3", "2.9")]
)
def test_versions_count_up(edition: str, other: str) -> None:
    assert is_newer(edition, other)
    assert not is_newer(other, edition)
    assert not is_newer(edition, edition)
