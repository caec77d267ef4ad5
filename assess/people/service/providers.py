from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Role
from assess.bilingual import Bilingual
from assess.db import new_id
from assess.journal.service import record_deed
from assess.people.models import Provider
from assess.people.rules.links import FIRST_MANAGER_DAYS
from assess.people.rules.roles import NewPerson
from assess.people.rules.words import PractitionerWord, one_line
from assess.people.service.inviting import send_invitation
from assess.people.service.placing import place_person


@dataclass(frozen=True)
class AddedProvider:
    provider_id: UUID
    person_id: UUID
    token: str
    """Of the first manager's invitation; it also goes by mail."""


def add_provider(
    session: Session,
    *,
    names: Bilingual,
    manager: NewPerson,
    now: datetime,
    practitioner_word: PractitionerWord = PractitionerWord.PRACTITIONER,
) -> AddedProvider:
    """Add a provider and invite its first manager. For operators: nobody acts yet.

    A name that is given in one language serves both.
    """
    name = one_line(names.en or names.cy or "")
    provider = Provider(
        id=new_id(),
        name_en=name,
        name_cy=one_line(names.cy or names.en or ""),
        practitioner_word=practitioner_word,
        created_at=now,
    )
    session.add(provider)
    session.flush()
    if Role.MANAGER not in {new.role for new in manager.roles}:
        raise ValueError("the first person of a provider is its manager")
    person_id = place_person(session, person=manager, provider_id=provider.id, now=now)
    token = send_invitation(
        session,
        person_id=person_id,
        provider_id=provider.id,
        days=FIRST_MANAGER_DAYS,
        now=now,
    )
    record_deed(
        session,
        deed="add_provider",
        now=now,
        subject_id=provider.id,
        provider_id=provider.id,
        facts={"name": name, "manager": person_id},
    )
    return AddedProvider(provider.id, person_id, token)
