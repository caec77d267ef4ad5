from datetime import date, datetime
from typing import Any
from uuid import UUID

from babel.dates import format_date
from sqlalchemy.orm import Session

from assess.bilingual import Language
from assess.mail import queue_mail
from assess.notifications.models import Notification
from assess.notifications.queries import find_recipient
from assess.notifications.rules import Frequency
from assess.notifications.service.choosing import stop_token

LOCALES = {Language.ENGLISH: "en_GB", Language.WELSH: "cy"}


def notify(
    session: Session,
    *,
    person_id: UUID,
    provider_id: UUID,
    kind: str,
    facts: dict[str, Any],
    now: datetime,
) -> None:
    """Tell one person one thing; `facts` is JSON and holds nothing that anybody wrote.

    The facts are in no language: `title` is one by language, `due` a date as ISO has it.
    """
    reader = find_recipient(session, person_id=person_id, provider_id=provider_id, kind=kind)
    waits = reader.is_here and reader.frequency in {Frequency.DAILY, Frequency.WEEKLY}
    session.add(
        Notification(
            person_id=person_id,
            provider_id=provider_id,
            kind=kind,
            facts=facts,
            created_at=now,
            mailed_at=None if waits else now,
        )
    )
    if reader.is_here and reader.frequency is Frequency.AT_ONCE:
        queue_mail(
            session,
            to_name=reader.name,
            to_address=reader.email,
            language=reader.language,
            kind=kind,
            facts=in_words_of(reader.language, facts)
            | {"stop": stop_token(session, person_id=person_id, stops=kind)},
            now=now,
        )


def in_words_of(language: Language, facts: dict[str, Any]) -> dict[str, Any]:
    """Give facts with their title and date as a reader of this language reads them."""
    title, due = facts.get("title") or {}, facts.get("due")
    return facts | {
        "title": title.get(language.value) or title.get(language.other.value) or "",
        "due": format_date(date.fromisoformat(due), "d MMMM y", LOCALES[language]) if due else "",
    }
