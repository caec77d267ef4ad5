"""The signed-in person, as Flask-Login and the page header know them."""

from dataclasses import dataclass
from uuid import UUID

from flask_login import UserMixin

from assess.actor import Actor, Role
from assess.bilingual import Bilingual


@dataclass(frozen=True)
class OtherRole:
    """Another role or provider that the person may switch to."""

    role_holding_id: UUID
    role: Role
    provider: Bilingual
    provider_id: UUID


@dataclass(frozen=True)
class SignedIn(UserMixin):  # type: ignore[misc] # Flask-Login has no types
    actor: Actor
    email: str
    provider: Bilingual
    practitioner_word: str
    others: tuple[OtherRole, ...]
    lacks_factor: bool
    """Whether nothing opens in this role before a second factor is set up."""

    def get_id(self) -> str:
        return str(self.actor.person_id)
