"""Who is acting: handed to every service and query, so that neither asks the web."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from assess.bilingual import Language


class Role(StrEnum):
    PRACTITIONER = "practitioner"
    ASSESSOR = "assessor"
    IQA = "iqa"
    MANAGER = "manager"


@dataclass(frozen=True)
class Actor:
    """A signed-in person in one role at one provider."""

    person_id: UUID
    provider_id: UUID
    role_holding_id: UUID
    role: Role
    name: str
    language: Language
    proved_at: datetime
    """When the person last proved who they are, in UTC."""
