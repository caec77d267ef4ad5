from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdActivity
from assess.cpd.rules.activities import (
    TEXTS,
    Typed,
    UnknownNeedError,
    check_activity,
    check_days,
    check_done,
    days_after_done,
)
from assess.cpd.service.activity_links import (
    link_criteria,
    link_evidence,
)
from assess.cpd.service.finding import own_activity, own_need
from assess.db import new_id
from assess.drafts.service import drop_drafts
from assess.evidence.rules.offers import london_day
from assess.journal.service import record_deed
from assess.refusals import NotFoundError, StaleError

NEW = "activity/new"
"""Where an activity that is not saved yet keeps its drafts."""


@dataclass(frozen=True)
class Links:
    """What a new activity hangs on from the start."""

    criterion_ids: Collection[UUID] = ()
    evidence_ids: Collection[UUID] = ()
    entry_id: UUID | None = None
    """The entry of the learning catalogue that it is."""

    lesson_id: UUID | None = None
    """The lesson that it draws on."""


def place_of(activity_id: UUID) -> str:
    """Give where the changing of an activity keeps its drafts."""
    return f"activity/{activity_id}"


def add_activity(
    session: Session,
    *,
    actor: Actor,
    typed: Typed,
    links: Links,
    tab_id: UUID,
    now: datetime,
) -> UUID:
    """Plan an activity, or log one that is done."""
    check_activity(typed, today=london_day(now))
    activity = CpdActivity(
        id=new_id(),
        provider_id=actor.provider_id,
        person_id=actor.person_id,
        created_at=now,
        removed_at=None,
        entry_id=links.entry_id,
        lesson_id=links.lesson_id,
    )
    _write(session, actor, activity, typed)
    session.add(activity)
    session.flush()
    link_criteria(session, actor, activity, links.criterion_ids)
    link_evidence(session, actor, activity, links.evidence_ids)
    drop_drafts(session, actor=actor, place=NEW, tab_id=tab_id)
    record_deed(
        session,
        deed="log_activity" if typed.is_done else "plan_activity",
        now=now,
        subject_id=activity.id,
        actor=actor,
        facts={"kind": activity.kind.value},
    )
    return activity.id


def change_activity(
    session: Session,
    *,
    actor: Actor,
    activity_id: UUID,
    typed: Typed,
    seen: int,
    tab_id: UUID,
    now: datetime,
) -> UUID:
    """Save what an activity says now, unless it was saved elsewhere since it was opened."""
    activity = own_activity(session, actor, activity_id)
    if seen != activity.version:
        raise StaleError({name: getattr(activity, name) for name in TEXTS})
    check_activity(typed, today=london_day(now))
    _write(session, actor, activity, typed)
    drop_drafts(session, actor=actor, place=place_of(activity_id), tab_id=tab_id)
    record_deed(session, deed="change_activity", now=now, subject_id=activity_id, actor=actor)
    return activity_id


def do_activity(
    session: Session, *, actor: Actor, activity_id: UUID, done_on: date, now: datetime
) -> UUID:
    """Log what was planned as done on a day. What is done already stays as it is."""
    activity = own_activity(session, actor, activity_id)
    if activity.done_on is not None:
        return activity_id
    today = london_day(now)
    check_done(done_on, today=today)
    starts_on, ends_on = days_after_done(activity.starts_on, activity.ends_on, done_on)
    check_days(starts_on, ends_on, today=today)
    activity.starts_on, activity.ends_on, activity.done_on = starts_on, ends_on, done_on
    record_deed(session, deed="log_activity", now=now, subject_id=activity_id, actor=actor)
    return activity_id


def remove_activity(session: Session, *, actor: Actor, activity_id: UUID, now: datetime) -> UUID:
    """Take an activity out of the record. It is kept, and can be put back."""
    activity = own_activity(session, actor, activity_id)
    if activity.removed_at is None:
        activity.removed_at = now
        record_deed(session, deed="remove_activity", now=now, subject_id=activity_id, actor=actor)
    return activity_id


def restore_activity(session: Session, *, actor: Actor, activity_id: UUID, now: datetime) -> UUID:
    activity = own_activity(session, actor, activity_id)
    if activity.removed_at is not None:
        activity.removed_at = None
        record_deed(session, deed="restore_activity", now=now, subject_id=activity_id, actor=actor)
    return activity_id


def _write(session: Session, actor: Actor, activity: CpdActivity, typed: Typed) -> None:
    if typed.need_id is not None and typed.need_id != activity.need_id:
        try:
            own_need(session, actor, typed.need_id)
        except NotFoundError as unknown:
            raise UnknownNeedError from unknown
    for name in TEXTS:
        setattr(activity, name, getattr(typed, name))
    activity.kind = typed.kind
    activity.is_planned = typed.is_planned or not typed.is_done
    activity.starts_on, activity.ends_on = typed.starts_on, typed.ends_on
    activity.done_on = typed.done_on
    activity.hundredths = typed.amount.hundredths if typed.amount else None
    activity.unit = typed.amount.unit if typed.amount else None
    activity.language = typed.language
    activity.need_id = typed.need_id
