from datetime import date

import pytest

from assess.actor import Role
from assess.people.rules.roles import (
    LastManagerError,
    MayNotGiveRolesError,
    NewRole,
    QualifiedInFutureError,
    check_giver,
    check_leaving_manager,
    check_new_role,
    is_waiting,
)

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.ASSESSOR, Role.IQA])
def test_only_managers_give_roles(role: Role) -> None:
    with pytest.raises(MayNotGiveRolesError):
        check_giver(role)
    check_giver(Role.MANAGER)


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.IQA])
def test_nobody_has_qualified_on_a_day_to_come(role: Role) -> None:
    assert check_new_role(NewRole(role, "", TODAY), today=TODAY).qualified_on == TODAY
    with pytest.raises(QualifiedInFutureError) as refused:
        check_new_role(NewRole(role, "", date(2026, 11, 22)), today=TODAY)
    assert refused.value.role is role


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.MANAGER])
def test_a_date_qualified_means_nothing_for_other_roles(role: Role) -> None:
    given = check_new_role(NewRole(role, "Aberaeron", TODAY), today=TODAY)

    assert given == NewRole(role, "Aberaeron")


def test_the_last_manager_stays() -> None:
    with pytest.raises(LastManagerError):
        check_leaving_manager(role=Role.MANAGER, other_managers=0)
    check_leaving_manager(role=Role.MANAGER, other_managers=1)
    check_leaving_manager(role=Role.ASSESSOR, other_managers=0)


def test_somebody_waits_until_one_of_their_roles_is_taken_up() -> None:
    assert is_waiting(["Rhys", "Rhys"])
    assert not is_waiting(["Rhys", None])
