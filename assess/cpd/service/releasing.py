"""Assessors and IQAs let the external quality assurer see the record of a period."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.clocks.rules import day_in_london
from assess.cpd.models import CpdRelease
from assess.cpd.queries.releases import list_own_releases
from assess.cpd.rules.releasing import check_release
from assess.cpd.rules.years import Period
from assess.db import new_id
from assess.journal.service import record_deed
from assess.people.models import Person
from assess.refusals import NotFoundError


def release_record(session: Session, *, actor: Actor, period: Period, now: datetime) -> UUID:
    """Let the EQA of this provider see the actor's record of a period, until it is withdrawn."""
    session.execute(
        sa.select(Person.id).where(Person.id == actor.person_id).with_for_update(of=Person)
    )
    standing = [one.period for one in list_own_releases(session, actor) if one.withdrawn_at is None]
    check_release(period, role=actor.role, released=standing, today=day_in_london(now))
    release = CpdRelease(
        id=new_id(),
        provider_id=actor.provider_id,
        person_id=actor.person_id,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        released_at=now,
    )
    session.add(release)
    record_deed(
        session,
        deed="release_record",
        now=now,
        subject_id=release.id,
        actor=actor,
        facts={"starts_on": period.starts_on, "ends_on": period.ends_on},
    )
    return release.id


def withdraw_release(session: Session, *, actor: Actor, release_id: UUID, now: datetime) -> UUID:
    """Take a release back: from now on nobody sees the record by it."""
    release = session.scalar(
        sa.select(CpdRelease)
        .where(
            CpdRelease.id == release_id,
            CpdRelease.person_id == actor.person_id,
            CpdRelease.provider_id == actor.provider_id,
        )
        .with_for_update()
    )
    if release is None:
        raise NotFoundError
    release.withdrawn_at = release.withdrawn_at or now
    record_deed(session, deed="withdraw_release", now=now, subject_id=release_id, actor=actor)
    return release_id
