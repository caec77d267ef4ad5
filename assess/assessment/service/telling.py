"""Mail about a unit: who did what to which criteria, and never what anybody wrote."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from babel.dates import format_date
from sqlalchemy.orm import Session

from assess.assessment.rules.states import CriterionFacts
from assess.bilingual import Language
from assess.enrolment.queries import UnitView
from assess.mail import queue_mail
from assess.people.models import Person

LOCALES = {Language.ENGLISH: "en_GB", Language.WELSH: "cy"}


def tell(
    session: Session,
    *,
    person_id: UUID | None,
    kind: str,
    unit: UnitView,
    criteria: Iterable[CriterionFacts],
    by: str,
    now: datetime,
    due_on: date | None = None,
    **facts: Any,  # noqa: ANN401 (JSON)
) -> None:
    """Queue a mail to somebody, where there is somebody to tell."""
    if person_id is None:
        return
    person = session.get_one(Person, person_id)
    labels = [facts.label for facts in criteria]
    queue_mail(
        session,
        to_name=person.name,
        to_address=person.email,
        language=person.language,
        kind=kind,
        facts={
            "unit_id": str(unit.id),
            "urn": unit.urn,
            "title": unit.title.text_in(person.language)
            or unit.title.text_in(person.language.other),
            "labels": ", ".join(labels),
            "criteria": len(labels),
            "by": by,
            "due": format_date(due_on, "d MMMM y", LOCALES[person.language]) if due_on else "",
            **facts,
        },
        now=now,
    )
