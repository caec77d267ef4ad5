"""What the pages on people show, worked out."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from assess.people.rules.roles import ROLES_THAT_QUALIFY

if TYPE_CHECKING:
    from assess.people.queries import (
        DemonstrationPerson,
        FactorState,
        PersonLine,
        PersonView,
        RoleView,
    )
    from assess.web.navigation import AccountMenu


@dataclass(frozen=True)
class SignInPage:
    demonstration: "list[DemonstrationPerson]"
    demonstration_password: str
    has_kept_typing: bool
    shows_kept_mail: bool


@dataclass(frozen=True)
class InvitationPage:
    name: str
    email: str
    provider: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class KeptPage:
    address: str
    fields: tuple[tuple[str, str], ...]
    typed: tuple[str, ...]
    had_files: bool


@dataclass(frozen=True)
class AccountPage:
    email: str
    menu: "AccountMenu"
    factor: "FactorState"


@dataclass(frozen=True)
class FactorPage:
    qr_code: str
    """As a data: address of an image."""

    secret: str
    is_needed: bool
    """Whether nothing else opens before it is set up."""


@dataclass(frozen=True)
class PeoplePage:
    people: "tuple[PersonLine, ...]"
    count: int
    is_narrowed: bool
    number: int
    pages: int
    previous_address: str | None
    next_address: str | None


@dataclass(frozen=True)
class PersonPage:
    person: "PersonView"
    held: "tuple[RoleView, ...]"
    ended: "tuple[RoleView, ...]"
    invitation_is_over: bool

    @classmethod
    def of(cls, person: "PersonView", *, now: datetime) -> Self:
        return cls(
            person=person,
            held=tuple(role for role in person.roles if role.ended_at is None),
            ended=tuple(role for role in person.roles if role.ended_at is not None),
            invitation_is_over=person.invitation is not None
            and person.invitation.expires_at <= now,
        )

    @property
    def judges(self) -> bool:
        """Tell whether they assess or quality-assure, and so are competent in standards."""
        return any(role.role in ROLES_THAT_QUALIFY for role in self.held)

    @property
    def is_waiting(self) -> bool:
        return bool(self.held) and all(role.is_waiting for role in self.held)


@dataclass(frozen=True)
class RolePage:
    person_id: UUID
    name: str
    role: "RoleView"

    @property
    def judges(self) -> bool:
        """Tell whether it is a role that judges, and so has languages and a capacity."""
        return self.role.role in ROLES_THAT_QUALIFY


@dataclass(frozen=True)
class KeptMessage:
    """A message that the demonstration would have sent."""

    subject: str
    lines: tuple[str, ...]
    language: str
    to_name: str
    to_address: str
    queued_at: datetime
    site: str
    """The address that its links begin with."""
