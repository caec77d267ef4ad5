from datetime import date

import pytest

from assess.actor import Role
from assess.cpd.rules.declaring import (
    AskedAlreadyError,
    DeclarationState,
    DeclaredAlreadyError,
    DueInThePastError,
    DueTooLateError,
    NobodyToAskError,
    NotBegunError,
    NotDeclaredError,
    PeriodEndsBeforeStartError,
    PeriodTooEarlyError,
    PeriodTooLongError,
    check_is_new,
    check_may_declare,
    check_not_asked,
    check_request,
    may_ask,
    state_of,
)
from assess.cpd.rules.releasing import (
    MayNotReleaseError,
    ReleasedAlreadyError,
    ReleaseEndsBeforeStartError,
    ReleaseNotBegunError,
    ReleaseStartsTooEarlyError,
    TooManyReleasesError,
    check_release,
)
from assess.cpd.rules.years import Period
from assess.refusals import RefusedError

TODAY = date(2026, 11, 22)
YEAR = Period(date(2025, 9, 1), date(2026, 8, 31))


def test_only_managers_ask() -> None:
    assert [role for role in Role if may_ask(role)] == [Role.MANAGER]


def test_a_period_is_declared_once_it_has_begun_and_with_the_box_ticked() -> None:
    check_may_declare(YEAR, ticked=True, today=YEAR.starts_on)
    with pytest.raises(NotDeclaredError):
        check_may_declare(YEAR, ticked=False, today=TODAY)
    with pytest.raises(NotBegunError):
        check_may_declare(YEAR, ticked=True, today=date(2025, 8, 31))


def test_what_has_not_changed_is_not_declared_again() -> None:
    check_is_new("a", newest=None)
    check_is_new("b", newest="a")
    with pytest.raises(DeclaredAlreadyError):
        check_is_new("a", newest="a")


def test_a_declaration_stands_until_the_record_changes() -> None:
    assert state_of("a", declared=None) is DeclarationState.OPEN
    assert state_of("a", declared={"sha256": "a"}) is DeclarationState.DECLARED
    assert state_of("b", declared={"sha256": "a"}) is DeclarationState.CHANGED


@pytest.mark.parametrize(
    ("period", "due_on", "holders", "refusal"),
    [
        (Period(date(2026, 2, 1), date(2026, 1, 31)), TODAY, 1, PeriodEndsBeforeStartError),
        (Period(date(1900, 1, 1), date(1901, 1, 1)), TODAY, 1, PeriodTooEarlyError),
        (Period(date(2016, 1, 1), date(2026, 1, 1)), TODAY, 1, PeriodTooLongError),
        (YEAR, date(2026, 11, 21), 1, DueInThePastError),
        (YEAR, date(2028, 1, 1), 1, DueTooLateError),
        (YEAR, TODAY, 0, NobodyToAskError),
    ],
)
def test_what_nobody_could_answer_is_not_asked(
    period: Period, due_on: date, holders: int, refusal: type[RefusedError]
) -> None:
    check_request(YEAR, due_on=TODAY, today=TODAY, holders=1)
    with pytest.raises(refusal):
        check_request(period, due_on=due_on, today=TODAY, holders=holders)


def test_the_same_is_not_asked_twice() -> None:
    check_not_asked(YEAR, "assessor", [("practitioner", YEAR)])
    with pytest.raises(AskedAlreadyError):
        check_not_asked(YEAR, "assessor", [("assessor", YEAR)])


def test_assessors_and_iqas_release_and_nobody_else() -> None:
    for role in (Role.ASSESSOR, Role.IQA):
        check_release(YEAR, role=role, released=[], today=TODAY)
    for role in (Role.PRACTITIONER, Role.MANAGER):
        with pytest.raises(MayNotReleaseError):
            check_release(YEAR, role=role, released=[], today=TODAY)


@pytest.mark.parametrize(
    ("period", "refusal"),
    [
        (Period(date(2026, 2, 1), date(2026, 1, 31)), ReleaseEndsBeforeStartError),
        (Period(date(1900, 1, 1), date(2026, 1, 31)), ReleaseStartsTooEarlyError),
        (Period(date(2026, 11, 23), date(2027, 1, 31)), ReleaseNotBegunError),
        (YEAR, ReleasedAlreadyError),
    ],
)
def test_what_shows_nothing_or_shows_it_twice_is_not_released(
    period: Period, refusal: type[RefusedError]
) -> None:
    with pytest.raises(refusal):
        check_release(period, role=Role.IQA, released=[YEAR], today=TODAY)


def test_nobody_releases_more_than_a_page_can_show() -> None:
    many = [Period(date(1960 + year, 1, 1), date(1960 + year, 12, 31)) for year in range(50)]

    with pytest.raises(TooManyReleasesError):
        check_release(YEAR, role=Role.ASSESSOR, released=many, today=TODAY)
