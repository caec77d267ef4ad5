from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from assess.actor import Role
from assess.enrolment.rules import (
    AssessorIsQualityAssurerError,
    EndsBeforeStartError,
    LearnerNumberShapeError,
    MayNotEnrolError,
    NobodyChosenError,
    NotOneLearnerError,
    OwnAssessorError,
    OwnQualityAssurerError,
    Terms,
    check_individual_facts,
    check_may_enrol,
    check_people,
    check_terms,
)

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
TERMS = Terms(starts_on=date(2026, 9, 1))


def test_practitioner_assessor_and_iqa_are_three_people() -> None:
    check_people(practitioner_id=ONE, assessor_id=TWO, iqa_id=THREE)
    check_people(practitioner_id=ONE, assessor_id=None, iqa_id=None)
    with pytest.raises(OwnAssessorError):
        check_people(practitioner_id=ONE, assessor_id=ONE, iqa_id=None)
    with pytest.raises(OwnQualityAssurerError):
        check_people(practitioner_id=ONE, assessor_id=TWO, iqa_id=ONE)
    with pytest.raises(AssessorIsQualityAssurerError):
        check_people(practitioner_id=ONE, assessor_id=TWO, iqa_id=TWO)


def test_an_enrolment_does_not_end_before_it_begins() -> None:
    check_terms(replace(TERMS, ends_on=date(2026, 9, 1)))
    with pytest.raises(EndsBeforeStartError):
        check_terms(replace(TERMS, ends_on=date(2026, 8, 31)))


@pytest.mark.parametrize("number", ["123456789", "12345678901", "0123456789", "12345abcde"])
def test_a_learner_number_has_ten_digits(number: str) -> None:
    check_terms(replace(TERMS, learner_number="1234567890"))
    with pytest.raises(LearnerNumberShapeError):
        check_terms(replace(TERMS, learner_number=number))


def test_the_numbers_of_one_person_are_not_given_to_several() -> None:
    numbered = replace(TERMS, registration_number="R1")

    check_individual_facts(numbered, practitioners=1)
    check_individual_facts(TERMS, practitioners=2)
    with pytest.raises(NotOneLearnerError):
        check_individual_facts(numbered, practitioners=2)
    with pytest.raises(NobodyChosenError):
        check_individual_facts(TERMS, practitioners=0)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.ASSESSOR, Role.IQA])
def test_only_managers_enrol(role: Role) -> None:
    check_may_enrol(Role.MANAGER)
    with pytest.raises(MayNotEnrolError):
        check_may_enrol(role)
