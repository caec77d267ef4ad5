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
from assess.reflection.rules.saving import (
    NotYourReflectionError,
    Standing,
    Typed,
    check_started_from,
    check_title,
    check_typed,
    parts_to_keep,
    place_alone,
    place_of,
)
from assess.reflection.rules.stages import ReflectionModel
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
    """Save what was typed on a criterion as a version, and drop the draft that it came from."""
    unit = _own_unit(session, actor, unit_id, criterion_id)
    check_typed(typed)
    reflection = _find_or_start(session, unit, criterion_id, now)
    _add_version(session, reflection, typed, now)
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


def write_reflection(session: Session, *, actor: Actor, typed: Typed, now: datetime) -> UUID:
    """Save a new reflection that stands on its own: nobody else's to read until it is mapped."""
    check_title(typed.title)
    check_typed(typed)
    reflection = Reflection(
        id=new_id(),
        provider_id=actor.provider_id,
        practitioner_id=actor.person_id,
        newest=0,
        created_at=now,
    )
    session.add(reflection)
    session.flush()
    _add_version(session, reflection, typed, now)
    drop_drafts(session, actor=actor, place=place_alone(None), tab_id=typed.tab_id)
    record_deed(
        session,
        deed="write_reflection",
        now=now,
        subject_id=reflection.id,
        actor=actor,
        facts={"version": reflection.newest},
    )
    return reflection.id


def revise_reflection(
    session: Session, *, actor: Actor, reflection_id: UUID, typed: Typed, now: datetime
) -> UUID:
    """Save a newer version of a reflection that stands on its own."""
    reflection = session.scalar(
        sa.select(Reflection)
        .where(
            Reflection.id == reflection_id,
            Reflection.practitioner_id == actor.person_id,
            Reflection.provider_id == actor.provider_id,
            Reflection.enrolment_id.is_(None),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if reflection is None:
        raise NotFoundError
    check_title(typed.title)
    check_typed(typed)
    _add_version(session, reflection, typed, now)
    drop_drafts(session, actor=actor, place=place_alone(reflection_id), tab_id=typed.tab_id)
    record_deed(
        session,
        deed="revise_reflection",
        now=now,
        subject_id=reflection.id,
        actor=actor,
        facts={"version": reflection.newest},
    )
    return reflection.id


def _add_version(session: Session, reflection: Reflection, typed: Typed, now: datetime) -> None:
    standing = _standing(session, reflection)
    check_started_from(typed, newest=reflection.newest, standing=standing)
    reflection.newest += 1
    session.add(
        ReflectionVersion(
            id=new_id(),
            provider_id=reflection.provider_id,
            reflection_id=reflection.id,
            number=reflection.newest,
            words=typed.words,
            language=typed.language,
            saved_at=now,
            title=typed.title,
            model=None if typed.model is ReflectionModel.FREE else typed.model.value,
            parts=parts_to_keep(typed),
        )
    )


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


def _standing(session: Session, reflection: Reflection) -> Standing:
    row = session.execute(
        sa.select(
            ReflectionVersion.words,
            ReflectionVersion.title,
            ReflectionVersion.model,
            ReflectionVersion.parts,
        ).where(
            ReflectionVersion.reflection_id == reflection.id,
            ReflectionVersion.number == reflection.newest,
        )
    ).first()
    return Standing(*row) if row else Standing()
