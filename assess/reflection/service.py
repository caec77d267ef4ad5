from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.drafts.service import drop_drafts
from assess.enrolment.queries import UnitView, find_unit
from assess.journal.service import record_deed
from assess.reflection.models import Reflection, ReflectionVersion
from assess.reflection.rules import (
    NotYourReflectionError,
    Typed,
    check_started_from,
    check_words,
    place_of,
)
from assess.refusals import NotFoundError
from assess.standards.models import Criterion


def save_reflection(
    session: Session,
    *,
    actor: Actor,
    unit_id: UUID,
    criterion_id: UUID,
    typed: Typed,
    now: datetime,
) -> UUID:
    """Save what was typed as a version, and drop the draft that it came from."""
    unit = _own_unit(session, actor, unit_id, criterion_id)
    check_words(typed.words)
    reflection = _find_or_start(session, unit, criterion_id, now)
    current = _newest_words(session, reflection)
    check_started_from(typed, newest=reflection.newest, current=current)
    reflection.newest += 1
    session.add(
        ReflectionVersion(
            id=new_id(),
            provider_id=unit.provider_id,
            reflection_id=reflection.id,
            number=reflection.newest,
            words=typed.words,
            language=typed.language,
            saved_at=now,
        )
    )
    place = place_of(unit_id, criterion_id)
    drop_drafts(session, actor=actor, place=place, tab_id=typed.tab_id)
    record_deed(
        session,
        deed="save_reflection",
        now=now,
        subject_id=reflection.id,
        actor=actor,
        facts={"unit": unit_id, "criterion": criterion_id, "version": reflection.newest},
    )
    return reflection.id


def _own_unit(session: Session, actor: Actor, unit_id: UUID, criterion_id: UUID) -> UnitView:
    unit = find_unit(session, actor, unit_id)
    if unit.practitioner_id != actor.person_id:
        raise NotYourReflectionError
    criterion = session.get(Criterion, criterion_id)
    if criterion is None or criterion.standard_id != unit.standard_id:
        raise NotFoundError
    return unit


def _find_or_start(
    session: Session, unit: UnitView, criterion_id: UUID, now: datetime
) -> Reflection:
    reflection = session.scalar(
        sa.select(Reflection)
        .where(Reflection.enrolment_id == unit.id, Reflection.criterion_id == criterion_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if reflection is None:
        reflection = Reflection(
            id=new_id(),
            provider_id=unit.provider_id,
            practitioner_id=unit.practitioner_id,
            enrolment_id=unit.id,
            criterion_id=criterion_id,
            newest=0,
            created_at=now,
        )
        session.add(reflection)
        session.flush()
    return reflection


def _newest_words(session: Session, reflection: Reflection) -> str:
    return (
        session.scalar(
            sa.select(ReflectionVersion.words).where(
                ReflectionVersion.reflection_id == reflection.id,
                ReflectionVersion.number == reflection.newest,
            )
        )
        or ""
    )
