from datetime import UTC, datetime
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from assess.actor import Actor, Role
from assess.assessment.rules.people import (
    NotTheAssessorError,
    NotThePractitionerError,
    OwnWorkError,
    SignedOffError,
    check_is_assessor,
    check_is_practitioner,
    check_not_signed_off,
)
from assess.bilingual import Language


def actor(role: Role, person_id: UUID | None = None) -> Actor:
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    return Actor(person_id or uuid7(), uuid7(), uuid7(), role, "Name", Language.ENGLISH, moment)


def test_the_assessor_of_the_unit_may_assess() -> None:
    assessor = actor(Role.ASSESSOR)

    check_is_assessor(assessor, practitioner_id=uuid7(), assessor_id=assessor.person_id)


def test_another_assessor_may_not() -> None:
    with pytest.raises(NotTheAssessorError):
        check_is_assessor(actor(Role.ASSESSOR), practitioner_id=uuid7(), assessor_id=uuid7())


def test_a_unit_without_an_assessor_is_nobodys_to_assess() -> None:
    with pytest.raises(NotTheAssessorError):
        check_is_assessor(actor(Role.ASSESSOR), practitioner_id=uuid7(), assessor_id=None)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.IQA, Role.MANAGER])
def test_the_assessor_acting_in_another_role_may_not(role: Role) -> None:
    person = actor(role)

    with pytest.raises(NotTheAssessorError):
        check_is_assessor(person, practitioner_id=uuid7(), assessor_id=person.person_id)


def test_nobody_assesses_their_own_work() -> None:
    person = actor(Role.ASSESSOR)

    with pytest.raises(OwnWorkError):
        check_is_assessor(person, practitioner_id=person.person_id, assessor_id=person.person_id)


def test_only_the_practitioner_puts_work_forward() -> None:
    practitioner = actor(Role.PRACTITIONER)

    check_is_practitioner(practitioner, practitioner_id=practitioner.person_id)
    with pytest.raises(NotThePractitionerError):
        check_is_practitioner(practitioner, practitioner_id=uuid7())
    with pytest.raises(NotThePractitionerError):
        check_is_practitioner(
            actor(Role.MANAGER, practitioner.person_id), practitioner_id=practitioner.person_id
        )


def test_a_signed_off_unit_does_not_change() -> None:
    check_not_signed_off(signed_off=False)
    with pytest.raises(SignedOffError):
        check_not_signed_off(signed_off=True)
