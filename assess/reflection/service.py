from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.enrolment.queries import UnitView, find_unit
from assess.journal.service import record_deed
from assess.reflection.models import Reflection, ReflectionDraft, ReflectionVersion
from assess.reflection.rules import (
    LONGEST,
    NotYourReflectionError,
    TooLongError,
    Typed,
    check_started_from,
    check_words,
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
    drop_draft(session, actor=actor, tab_id=typed.tab_id, unit_id=unit_id)
    record_deed(
        session,
        deed="save_reflection",
        now=now,
        subject_id=reflection.id,
        actor=actor,
        facts={"unit": unit_id, "criterion": criterion_id, "version": reflection.newest},
    )
    return reflection.id


def keep_draft(
    session: Session,
    *,
    actor: Actor,
    unit_id: UUID,
    criterion_id: UUID,
    typed: Typed,
    now: datetime,
) -> None:
    """Keep what is being typed in one tab. A draft is no record: the journal says nothing of it."""
    unit = _own_unit(session, actor, unit_id, criterion_id)
    if len(typed.words) > LONGEST:
        raise TooLongError
    draft = session.scalar(
        sa.select(ReflectionDraft)
        .where(
            ReflectionDraft.enrolment_id == unit_id,
            ReflectionDraft.criterion_id == criterion_id,
            ReflectionDraft.tab_id == typed.tab_id,
        )
        .with_for_update()
    )
    if draft is None:
        draft = ReflectionDraft(
            id=new_id(),
            provider_id=unit.provider_id,
            practitioner_id=actor.person_id,
            enrolment_id=unit_id,
            criterion_id=criterion_id,
            tab_id=typed.tab_id,
        )
        session.add(draft)
    draft.words, draft.language = typed.words, typed.language
    draft.started_from, draft.saved_at = typed.started_from, now
    session.flush()


def drop_draft(session: Session, *, actor: Actor, tab_id: UUID, unit_id: UUID) -> None:
    """Forget what one tab had not saved, at its writer's wish or once it is saved."""
    session.execute(
        sa.delete(ReflectionDraft).where(
            ReflectionDraft.practitioner_id == actor.person_id,
            ReflectionDraft.enrolment_id == unit_id,
            ReflectionDraft.tab_id == tab_id,
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
