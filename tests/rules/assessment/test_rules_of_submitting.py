from typing import TYPE_CHECKING

import pytest

from assess.assessment.rules import Outcome
from assess.assessment.rules.submitting import (
    AlreadyMetError,
    AlreadySubmittedError,
    AlreadyWithdrawnError,
    AssessmentBegunError,
    CriteriaRefusedError,
    HelpNotToldError,
    NoEvidenceError,
    NotDeclaredError,
    NothingChosenError,
    check_submission,
    check_withdrawal,
    may_submit,
    may_withdraw,
)

if TYPE_CHECKING:
    from tests.rules.assessment.conftest import MakeFacts


def test_evidenced_and_not_yet_met_criteria_may_be_submitted(facts: "MakeFacts") -> None:
    chosen = [facts("P1"), facts("P2", outcome=Outcome.NOT_YET_MET)]

    assert all(may_submit(one) for one in chosen)
    check_submission(chosen, declaration="My own work", help_used="none")


def test_nothing_chosen_is_refused() -> None:
    with pytest.raises(NothingChosenError):
        check_submission([], declaration="My own work", help_used="none")


def test_a_criterion_without_evidence_is_refused_by_name(facts: "MakeFacts") -> None:
    bare = facts("P2", mapped=0)

    assert not may_submit(bare)
    with pytest.raises(NoEvidenceError) as refused:
        check_submission([facts("P1"), bare], declaration="mine", help_used="none")
    assert refused.value.labels == ("P2",)


def test_a_not_yet_met_criterion_whose_evidence_is_gone_is_refused(facts: "MakeFacts") -> None:
    with pytest.raises(NoEvidenceError):
        check_submission(
            [facts(mapped=0, outcome=Outcome.NOT_YET_MET)], declaration="mine", help_used="none"
        )


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"waiting": True}, AlreadySubmittedError),
        ({"waiting": True, "outcome": Outcome.NOT_YET_MET}, AlreadySubmittedError),
        ({"outcome": Outcome.MET}, AlreadyMetError),
    ],
)
def test_what_waits_or_is_met_is_not_submitted_again(
    facts: "MakeFacts", values: dict[str, object], refusal: type[CriteriaRefusedError]
) -> None:
    one = facts(**values)

    assert not may_submit(one)
    with pytest.raises(refusal):
        check_submission([one], declaration="mine", help_used="none")


def test_the_declaration_has_to_be_made(facts: "MakeFacts") -> None:
    with pytest.raises(NotDeclaredError):
        check_submission([facts()], declaration="", help_used="none")


def test_help_and_tools_have_to_be_told(facts: "MakeFacts") -> None:
    with pytest.raises(HelpNotToldError):
        check_submission([facts()], declaration="mine", help_used="")


def test_a_submission_may_be_withdrawn_before_the_assessor_starts() -> None:
    assert may_withdraw(withdrawn=False, decisions=0, requests=0)
    check_withdrawal(withdrawn=False, decisions=0, requests=0)


@pytest.mark.parametrize(("decisions", "requests"), [(1, 0), (0, 1), (2, 3)])
def test_a_decision_or_question_ends_the_time_to_withdraw(decisions: int, requests: int) -> None:
    assert not may_withdraw(withdrawn=False, decisions=decisions, requests=requests)
    with pytest.raises(AssessmentBegunError):
        check_withdrawal(withdrawn=False, decisions=decisions, requests=requests)


def test_a_submission_is_withdrawn_once() -> None:
    assert not may_withdraw(withdrawn=True, decisions=0, requests=0)
    with pytest.raises(AlreadyWithdrawnError):
        check_withdrawal(withdrawn=True, decisions=0, requests=0)
