from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from assess.assessment.rules import Outcome
from assess.assessment.rules.signing import (
    NoCriteriaError,
    NoReasonError,
    NotAllMetError,
    OpenRequestsError,
    ProofTooOldError,
    SignOffWithdrawnError,
    WordsChangedError,
    WorkingTranslationError,
    blocks_to_sign_off,
    check_proof,
    check_sign_off_withdrawal,
)
from assess.assessment.rules.snapshot import hash_of
from assess.assessment.rules.states import CriterionFacts
from assess.assessment.rules.submitting import CriteriaRefusedError
from assess.refusals import RefusedError

if TYPE_CHECKING:
    from tests.rules.assessment.conftest import MakeFacts

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TEN_MINUTES = timedelta(minutes=10)


def blocks(
    criteria: list[CriterionFacts],
    *,
    to_reaffirm: set[UUID] | None = None,
    working: bool = False,
    allowed: bool = True,
) -> list[RefusedError]:
    return blocks_to_sign_off(
        criteria,
        to_reaffirm=to_reaffirm or set(),
        on_working_translation=working,
        working_translation_allowed=allowed,
    )


def test_a_unit_with_every_criterion_met_may_be_signed_off(facts: "MakeFacts") -> None:
    assert blocks([facts("P1", outcome=Outcome.MET), facts("K1", outcome=Outcome.MET)]) == []


def test_every_criterion_that_is_not_met_is_named(facts: "MakeFacts") -> None:
    met = facts("P1", outcome=Outcome.MET)
    [block] = blocks([met, facts("P2", waiting=True), facts("P3", mapped=0)])

    assert isinstance(block, NotAllMetError)
    assert block.labels == ("P2", "P3")


def test_a_unit_without_criteria_proves_nothing() -> None:
    [block] = blocks([])

    assert isinstance(block, NoCriteriaError)


def test_an_open_question_blocks(facts: "MakeFacts") -> None:
    [block] = blocks([facts("P1", outcome=Outcome.MET, open_requests=1)])

    assert isinstance(block, OpenRequestsError)
    assert block.labels == ("P1",)


def test_changed_words_are_reaffirmed_first(facts: "MakeFacts") -> None:
    one = facts("P1", outcome=Outcome.MET)
    [block] = blocks([one], to_reaffirm={one.criterion_id})

    assert isinstance(block, WordsChangedError)
    assert block.labels == ("P1",)


def test_a_provider_may_forbid_a_working_translation(facts: "MakeFacts") -> None:
    met = [facts(outcome=Outcome.MET)]

    assert blocks(met, working=True, allowed=True) == []
    assert blocks(met, working=False, allowed=False) == []
    assert [type(one) for one in blocks(met, working=True, allowed=False)] == [
        WorkingTranslationError
    ]


def test_all_that_blocks_is_told_at_once(facts: "MakeFacts") -> None:
    changed = facts("P1", outcome=Outcome.MET, open_requests=1)
    found = blocks(
        [changed, facts("P2")], to_reaffirm={changed.criterion_id}, working=True, allowed=False
    )

    assert [type(one) for one in found] == [
        NotAllMetError,
        WordsChangedError,
        OpenRequestsError,
        WorkingTranslationError,
    ]
    assert all(one.field is None for one in found if isinstance(one, CriteriaRefusedError))


def test_a_proof_lasts_its_minutes_and_no_longer() -> None:
    check_proof(NOW - TEN_MINUTES + timedelta(seconds=1), NOW, lasts=TEN_MINUTES)
    with pytest.raises(ProofTooOldError):
        check_proof(NOW - TEN_MINUTES, NOW, lasts=TEN_MINUTES)


def test_a_sign_off_is_withdrawn_once_with_a_reason() -> None:
    check_sign_off_withdrawal(withdrawn=False, reason="Wrong unit.")
    with pytest.raises(NoReasonError):
        check_sign_off_withdrawal(withdrawn=False, reason="")
    with pytest.raises(SignOffWithdrawnError):
        check_sign_off_withdrawal(withdrawn=True, reason="Wrong unit.")


def test_a_snapshots_hash_does_not_hang_on_the_order_of_its_names() -> None:
    assert hash_of({"a": 1, "b": "ŵ"}) == hash_of({"b": "ŵ", "a": 1})
    assert hash_of({"a": 1}) != hash_of({"a": 2})
