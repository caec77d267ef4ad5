"""Who may give which role, and what a role needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assess.actor import Role
from assess.bilingual import Language
from assess.refusals import RefusedError

ROLES_THAT_QUALIFY = frozenset({Role.ASSESSOR, Role.IQA})
"""Roles whose holders are qualified from a date on, and work countersigned before it."""


MOST_UNITS = 1_000


class MayNotGiveRolesError(RefusedError):
    """Only managers give and end roles, and only at their own provider."""


class QualifiedInFutureError(RefusedError):
    def __init__(self, role: Role) -> None:
        super().__init__("nobody has qualified on a day to come")
        self.role = role


class CapacityOutOfRangeError(RefusedError):
    field = "capacity"


class NoRoleChosenError(RefusedError):
    field = "roles"


class AlreadyHereError(RefusedError):
    """Somebody with this address is among the provider's people already."""

    field = "email"


class LastManagerError(RefusedError):
    """A provider without a manager could never give a role again."""


@dataclass(frozen=True)
class NewRole:
    role: Role
    site: str = ""
    qualified_on: date | None = None
    judges_in: tuple[Language, ...] | None = None
    """The languages whose evidence they can judge. None: nothing is said of it."""

    capacity: int | None = None
    """How many open units they can carry. None: nothing is said of it."""


@dataclass(frozen=True)
class NewPerson:
    """Whom a manager, or an operator, invites."""

    name: str
    email: str
    language: Language
    roles: tuple[NewRole, ...]


def may_give_roles(role: Role) -> bool:
    return role is Role.MANAGER


def check_giver(role: Role) -> None:
    if not may_give_roles(role):
        raise MayNotGiveRolesError(f"{role} gives no roles")


def check_new_role(new: NewRole, *, today: date) -> NewRole:
    """Give the role as it is stored: a date qualified stands only where it means something."""
    if new.role not in ROLES_THAT_QUALIFY:
        return NewRole(new.role, new.site)
    if new.qualified_on is not None and new.qualified_on > today:
        raise QualifiedInFutureError(new.role)
    if new.capacity is not None and not 0 <= new.capacity <= MOST_UNITS:
        raise CapacityOutOfRangeError(f"nobody carries {new.capacity} units")
    return new


def check_leaving_manager(*, role: Role, other_managers: int) -> None:
    if role is Role.MANAGER and other_managers == 0:
        raise LastManagerError("the provider would have no manager")


def is_waiting(invited_as: Iterable[str | None]) -> bool:
    """Tell whether somebody has taken up none of their roles at a provider yet."""
    return all(name is not None for name in invited_as)
