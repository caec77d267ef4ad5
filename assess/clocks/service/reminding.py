"""Tells whoever has to act that a promised day is near, and that it has passed: each once."""

from datetime import date, datetime, time
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.clocks.models import Clock
from assess.clocks.queries import receiver_id
from assess.clocks.rules import LONDON, STAGES, day_in_london, is_late, working_day_after
from assess.db import db, writing
from assess.enrolment.models import Enrolment
from assess.notifications.queries import holds_a_role
from assess.notifications.service import notify
from assess.people.models import Person
from assess.people.queries import name_at
from assess.standards.models import Standard, StandardText

AT_ONCE = 100
"""How many are told of in one transaction."""


def remind(*, now: datetime) -> int:
    """Tell everybody whose promise has come near or has passed; give how many were told."""
    told = 0
    while _find(db.session(), now, limit=1):
        with writing() as session:
            told += (found := _remind(session, now))
        if not found:
            break
    db.session.rollback()
    return told


def _remind(session: Session, now: datetime) -> int:
    today = day_in_london(now)
    rows = _find(session, now, limit=AT_ONCE, lock=True)
    for clock_id, person_id, *named in rows:
        clock = session.get_one(Clock, clock_id)
        late = is_late(clock.due_on, today)
        clock.reminded_at = clock.reminded_at or now
        clock.told_late_at = now if late else None
        notify(
            session,
            person_id=person_id,
            provider_id=clock.provider_id,
            kind="late",
            facts=_facts(clock, late=late, named=named),
            now=now,
        )
    return len(rows)


def _facts(clock: Clock, *, late: bool, named: list[Any]) -> dict[str, Any]:
    practitioner, urn, english, welsh = named
    stage = STAGES[clock.stage]
    return {
        "unit_id": str(clock.enrolment_id),
        "place": stage.place.format(unit=clock.enrolment_id, subject=clock.subject_id),
        "to": clock.waits_for.value,
        "by": practitioner,
        "urn": urn,
        "title": {"en": english, "cy": welsh},
        "due": clock.due_on.isoformat(),
        "late": late,
    }


def _find(session: Session, now: datetime, *, limit: int, lock: bool = False) -> list[Any]:
    today = day_in_london(now)
    values = {
        "today": today,
        "soon": working_day_after(today, 1),
        "midnight": datetime.combine(today, time(), LONDON),
        "limit": limit,
    }
    statement = _statement()
    if lock:
        # Another worker's clocks are its own; it is told of each once.
        statement = statement.with_for_update(skip_locked=True, of=Clock)
    return list(session.execute(statement, values).all())


@cache
def _statement() -> sa.Select[Any]:
    practitioner, receiver = aliased(Person), receiver_id()
    english, welsh = aliased(StandardText), aliased(StandardText)
    today: sa.BindParameter[date] = sa.bindparam("today", type_=sa.Date())
    near = sa.and_(
        Clock.reminded_at.is_(None),
        Clock.due_on >= today,
        Clock.started_at < sa.bindparam("midnight"),
    )
    passed = sa.and_(Clock.told_late_at.is_(None), Clock.due_on < today)
    return (
        sa.select(
            Clock.id,
            receiver,
            name_at(Enrolment.provider_id, practitioner),
            Standard.urn,
            english.title,
            welsh.title,
        )
        .join(Enrolment, Enrolment.id == Clock.enrolment_id)
        .join(practitioner, practitioner.id == Enrolment.practitioner_id)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .outerjoin(english, english.id == Standard.text_en_id)
        .outerjoin(welsh, welsh.id == Standard.text_cy_id)
        .where(
            Clock.stopped_at.is_(None),
            Clock.due_on <= sa.bindparam("soon", type_=sa.Date()),
            near | passed,
            receiver.is_not(None),
            holds_a_role(receiver, Clock.provider_id),
        )
        .order_by(Clock.due_on, Clock.id)
        .limit(sa.bindparam("limit", type_=sa.Integer()))
    )
