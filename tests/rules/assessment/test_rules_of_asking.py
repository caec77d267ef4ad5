from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from assess.assessment.rules import Check, Outcome, RequestKind
from assess.assessment.rules.asking import (
    AlreadyAnsweredError,
    AlreadySettledError,
    DueDateNeededError,
    DueDatePastError,
    NoAnswerError,
    NoMessageError,
    NothingToReturnError,
    NoWordsError,
    WrongPlaceError,
    check_answer,
    check_doubt,
    check_request,
    check_return,
    check_settling,
    day_of,
    may_return,
)
from assess.assessment.rules.submitting import NothingChosenError
from assess.refusals import RefusedError

if TYPE_CHECKING:
    from tests.rules.assessment.conftest import MakeFacts

TODAY = date(2026, 11, 21)
YESTERDAY = date(2026, 11, 20)


def test_a_question_needs_no_date(facts: "MakeFacts") -> None:
    check_request(RequestKind.QUESTION, criteria=[facts()], words="Why?", due_on=None, today=TODAY)


def test_an_action_may_be_due_today(facts: "MakeFacts") -> None:
    check_request(RequestKind.ACTION, criteria=[facts()], words="Do.", due_on=TODAY, today=TODAY)


@pytest.mark.parametrize(
    ("kind", "words", "due_on", "refusal"),
    [
        (RequestKind.QUESTION, "", None, NoWordsError),
        (RequestKind.ACTION, "Do.", None, DueDateNeededError),
        (RequestKind.ACTION, "Do.", YESTERDAY, DueDatePastError),
        (RequestKind.QUESTION, "Why?", YESTERDAY, DueDatePastError),
    ],
)
def test_a_request_without_what_it_needs_is_refused(
    facts: "MakeFacts",
    kind: RequestKind,
    words: str,
    due_on: date | None,
    refusal: type[RefusedError],
) -> None:
    with pytest.raises(refusal):
        check_request(kind, criteria=[facts()], words=words, due_on=due_on, today=TODAY)


def test_a_request_is_about_some_criterion() -> None:
    with pytest.raises(NothingChosenError):
        check_request(RequestKind.QUESTION, criteria=[], words="Why?", due_on=None, today=TODAY)


def test_the_day_is_the_one_in_london() -> None:
    assert day_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)


def test_an_answer_has_words_and_stays() -> None:
    check_answer(answered_at=None, answer="Because.")
    with pytest.raises(NoAnswerError):
        check_answer(answered_at=None, answer="")
    with pytest.raises(AlreadyAnsweredError):
        check_answer(answered_at=datetime(2026, 11, 20, tzinfo=UTC), answer="Because.")


@pytest.mark.parametrize(
    ("check", "place"),
    [
        (Check.VALID, "on_mapping"),
        (Check.AUTHENTIC, "on_evidence"),
        (Check.CURRENT, "on_evidence"),
        (Check.SUFFICIENT, "on_criterion"),
    ],
)
def test_a_doubt_stands_on_what_its_check_is_about(check: Check, place: str) -> None:
    places = ("on_mapping", "on_evidence", "on_criterion")
    for other in places:
        here = {name: name == other for name in places}
        if other == place:
            check_doubt(check, words="Old.", **here)
        else:
            with pytest.raises(WrongPlaceError):
                check_doubt(check, words="Old.", **here)


def test_a_doubt_stands_on_one_thing_and_has_words() -> None:
    with pytest.raises(WrongPlaceError):
        check_doubt(
            Check.VALID, on_mapping=True, on_evidence=True, on_criterion=False, words="Old."
        )
    with pytest.raises(NoWordsError):
        check_doubt(Check.VALID, on_mapping=True, on_evidence=False, on_criterion=False, words="")


def test_a_doubt_is_settled_once() -> None:
    check_settling(settled_at=None)
    with pytest.raises(AlreadySettledError):
        check_settling(settled_at=datetime(2026, 11, 20, tzinfo=UTC))


def test_only_what_needs_work_goes_back(facts: "MakeFacts") -> None:
    not_yet, asked, met = (
        facts("P1", outcome=Outcome.NOT_YET_MET),
        facts("P2", waiting=True, open_requests=1),
        facts("P3", outcome=Outcome.MET),
    )

    assert [may_return(one) for one in (not_yet, asked, met)] == [True, True, False]
    check_return([not_yet, asked], message="Two things.")
    with pytest.raises(NothingToReturnError) as refused:
        check_return([not_yet, met], message="Two things.")
    assert refused.value.labels == ("P3",)


def test_a_return_says_what_to_do_about_which_criteria(facts: "MakeFacts") -> None:
    with pytest.raises(NothingChosenError):
        check_return([], message="Hello.")
    with pytest.raises(NoMessageError):
        check_return([facts(outcome=Outcome.NOT_YET_MET)], message="")
