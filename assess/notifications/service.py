"""Tell people what happened: in the service always, by mail as they chose."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assess.mail import queue_mail
from assess.notifications.models import Notification
from assess.notifications.queries import find_frequency
from assess.notifications.rules import Frequency
from assess.people.models import Person


def notify(
    session: Session,
    *,
    person_id: UUID,
    provider_id: UUID,
    kind: str,
    facts: dict[str, Any],
    now: datetime,
) -> None:
    """Tell one person one thing; `facts` is JSON and holds nothing that anybody wrote."""
    frequency = find_frequency(session, person_id=person_id, kind=kind)
    at_once = frequency is Frequency.AT_ONCE
    session.add(
        Notification(
            person_id=person_id,
            provider_id=provider_id,
            kind=kind,
            facts=facts,
            created_at=now,
            mailed_at=now if at_once or frequency is Frequency.NEVER else None,
        )
    )
    if at_once:
        person = session.get_one(Person, person_id)
        queue_mail(
            session,
            to_name=person.name,
            to_address=person.email,
            language=person.language,
            kind=kind,
            facts=facts,
            now=now,
        )
