"""Tells people of a unit: who did what to which criteria, and never what anybody wrote."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.enrolment.queries import UnitView
from assess.notifications.service import notify


def tell(
    session: Session,
    *,
    person_id: UUID | None,
    kind: str,
    unit: UnitView,
    labels: Sequence[str],
    by: str,
    now: datetime,
    due_on: date | None = None,
    **facts: object,
) -> None:
    """Tell somebody, where there is somebody to tell."""
    if person_id is None:
        return
    notify(
        session,
        person_id=person_id,
        provider_id=unit.provider_id,
        kind=kind,
        facts={
            "unit_id": str(unit.id),
            "urn": unit.urn,
            "title": {"en": unit.title.en, "cy": unit.title.cy},
            "labels": ", ".join(labels),
            "by": by,
            "due": due_on.isoformat() if due_on else "",
            **{name: str(value) for name, value in facts.items()},
        },
        now=now,
    )
