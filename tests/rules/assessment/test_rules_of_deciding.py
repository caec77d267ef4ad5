from typing import TYPE_CHECKING

import pytest

from assess.assessment.rules import Outcome
from assess.assessment.rules.deciding import (
    NoFeedbackError,
    NothingNewError,
    NotShownError,
    NotSubmittedError,
    check_decision,
    check_judged_evidence,
    may_decide,
)
from assess.assessment.rules.submitting import NothingChosenError

if TYPE_CHECKING:
    from tests.rules.assessment.conftest import MakeFacts


def test_submitted_criteria_may_be_met_without_a_word(facts: "MakeFacts") -> None:
    check_decision(
        [facts("P1", waiting=True), facts("P2", waiting=True)],
        outcome=Outcome.MET,
        feedback="",
        to_reaffirm=[],
    )


def test_nothing_chosen_is_no_judgement() -> None:
    with pytest.raises(NothingChosenError):
        check_decision([], outcome=Outcome.MET, feedback="", to_reaffirm=[])


@pytest.mark.parametrize("mapped", [0, 1])
def test_what_was_never_submitted_is_not_decided(facts: "MakeFacts", mapped: int) -> None:
    one = facts("P3", mapped=mapped)

    assert not may_decide(one)
    with pytest.raises(NotSubmittedError) as refused:
        check_decision(
            [facts("P1", waiting=True), one], outcome=Outcome.MET, feedback="", to_reaffirm=[]
        )
    assert refused.value.labels == ("P3",)


def test_not_yet_met_needs_feedback(facts: "MakeFacts") -> None:
    one = facts(waiting=True)

    with pytest.raises(NoFeedbackError):
        check_decision([one], outcome=Outcome.NOT_YET_MET, feedback="", to_reaffirm=[])
    check_decision([one], outcome=Outcome.NOT_YET_MET, feedback="Show why.", to_reaffirm=[])


@pytest.mark.parametrize("before", list(Outcome))
def test_a_changed_mind_without_new_work_says_why(facts: "MakeFacts", before: Outcome) -> None:
    one = facts(outcome=before)
    other = Outcome.NOT_YET_MET if before is Outcome.MET else Outcome.MET

    assert may_decide(one)
    with pytest.raises(NoFeedbackError):
        check_decision([one], outcome=other, feedback="", to_reaffirm=[])
    check_decision([one], outcome=other, feedback="I misread page 3.", to_reaffirm=[])


def test_new_work_may_be_met_without_a_word_after_not_yet_met(facts: "MakeFacts") -> None:
    check_decision(
        [facts(waiting=True, outcome=Outcome.NOT_YET_MET)],
        outcome=Outcome.MET,
        feedback="",
        to_reaffirm=[],
    )


def test_the_same_decision_again_without_a_word_adds_nothing(facts: "MakeFacts") -> None:
    with pytest.raises(NothingNewError) as refused:
        check_decision(
            [facts("P1", outcome=Outcome.MET)], outcome=Outcome.MET, feedback="", to_reaffirm=[]
        )
    assert refused.value.labels == ("P1",)


def test_the_same_decision_with_new_feedback_is_a_decision(facts: "MakeFacts") -> None:
    check_decision(
        [facts(outcome=Outcome.MET)], outcome=Outcome.MET, feedback="And well put.", to_reaffirm=[]
    )


def test_changed_words_are_reaffirmed_by_deciding_again(facts: "MakeFacts") -> None:
    one = facts(outcome=Outcome.MET)

    check_decision([one], outcome=Outcome.MET, feedback="", to_reaffirm={one.criterion_id})


def test_a_judged_piece_of_evidence_decides_only_what_it_is_mapped_to(facts: "MakeFacts") -> None:
    shown, other = facts("P1", waiting=True), facts("P2", waiting=True)

    check_judged_evidence([shown], mapped_to={shown.criterion_id})
    with pytest.raises(NotShownError) as refused:
        check_judged_evidence([shown, other], mapped_to={shown.criterion_id})
    assert refused.value.labels == ("P2",)
