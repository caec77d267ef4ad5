"""What hangs on an activity: criteria, evidence, reflections. Shared, never copied."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import (
    CpdActivity,
    CpdActivityCriterion,
    CpdActivityEvidence,
    CpdActivityReflection,
)
from assess.cpd.queries.activity_offers import is_own_evidence, is_own_reflection
from assess.cpd.rules.activities import UnknownLinkError
from assess.cpd.service.finding import own_activity
from assess.db import new_id
from assess.evidence.models import Evidence
from assess.journal.service import record_deed
from assess.reflection.models import Reflection
from assess.refusals import NotFoundError
from assess.standards.models import Criterion, Standard
from assess.standards.queries import may_see


def relate_criteria(
    session: Session,
    *,
    actor: Actor,
    activity_id: UUID,
    standard_id: UUID,
    criterion_ids: Collection[UUID],
    now: datetime,
) -> UUID:
    """Relate an activity to exactly these criteria of one standard; other standards' stay."""
    activity = own_activity(session, actor, activity_id)
    standing = {
        link.criterion_id: link
        for link in session.scalars(
            sa.select(CpdActivityCriterion)
            .join(Criterion, Criterion.id == CpdActivityCriterion.criterion_id)
            .where(
                CpdActivityCriterion.activity_id == activity_id,
                Criterion.standard_id == standard_id,
            )
        )
    }
    for criterion_id in standing.keys() - set(criterion_ids):
        session.delete(standing[criterion_id])
    session.flush()
    link_criteria(session, actor, activity, criterion_ids, standard_id=standard_id)
    record_deed(
        session,
        deed="relate_criteria",
        now=now,
        subject_id=activity_id,
        actor=actor,
        facts={"criteria": len(set(criterion_ids))},
    )
    return activity_id


def attach_evidence(
    session: Session,
    *,
    actor: Actor,
    activity_id: UUID,
    evidence_ids: Collection[UUID],
    now: datetime,
) -> UUID:
    activity = own_activity(session, actor, activity_id)
    link_evidence(session, actor, activity, evidence_ids)
    record_deed(session, deed="attach_evidence", now=now, subject_id=activity_id, actor=actor)
    return activity_id


def detach_evidence(
    session: Session, *, actor: Actor, activity_id: UUID, evidence_id: UUID, now: datetime
) -> UUID:
    """Take a piece of evidence off an activity. The piece itself stays where it is."""
    own_activity(session, actor, activity_id)
    link = session.scalar(
        sa.select(CpdActivityEvidence).where(
            CpdActivityEvidence.activity_id == activity_id,
            CpdActivityEvidence.evidence_id == evidence_id,
        )
    )
    if link is None:
        raise NotFoundError
    session.delete(link)
    record_deed(session, deed="detach_evidence", now=now, subject_id=activity_id, actor=actor)
    return activity_id


def attach_reflections(
    session: Session,
    *,
    actor: Actor,
    activity_id: UUID,
    reflection_ids: Collection[UUID],
    now: datetime,
) -> UUID:
    activity = own_activity(session, actor, activity_id)
    _check_all(
        session,
        reflection_ids,
        sa.select(Reflection.id).where(
            Reflection.id.in_(set(reflection_ids)), is_own_reflection(actor)
        ),
    )
    standing = _linked(session, CpdActivityReflection.reflection_id, activity)
    for reflection_id in sorted(set(reflection_ids) - standing):
        session.add(
            CpdActivityReflection(
                id=new_id(),
                provider_id=activity.provider_id,
                activity_id=activity.id,
                reflection_id=reflection_id,
            )
        )
    record_deed(session, deed="attach_reflection", now=now, subject_id=activity_id, actor=actor)
    return activity_id


def detach_reflection(
    session: Session, *, actor: Actor, activity_id: UUID, reflection_id: UUID, now: datetime
) -> UUID:
    own_activity(session, actor, activity_id)
    link = session.scalar(
        sa.select(CpdActivityReflection).where(
            CpdActivityReflection.activity_id == activity_id,
            CpdActivityReflection.reflection_id == reflection_id,
        )
    )
    if link is None:
        raise NotFoundError
    session.delete(link)
    record_deed(session, deed="detach_reflection", now=now, subject_id=activity_id, actor=actor)
    return activity_id


def link_criteria(
    session: Session,
    actor: Actor,
    activity: CpdActivity,
    criterion_ids: Collection[UUID],
    *,
    standard_id: UUID | None = None,
) -> None:
    """Relate an activity to criteria of any standard that its provider may see."""
    select = (
        sa.select(Criterion.id)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(Criterion.id.in_(set(criterion_ids)), may_see(actor.provider_id))
    )
    if standard_id is not None:
        select = select.where(Standard.id == standard_id)
    _check_all(session, criterion_ids, select)
    standing = _linked(session, CpdActivityCriterion.criterion_id, activity)
    for criterion_id in sorted(set(criterion_ids) - standing):
        session.add(
            CpdActivityCriterion(
                id=new_id(),
                provider_id=activity.provider_id,
                activity_id=activity.id,
                criterion_id=criterion_id,
            )
        )
    session.flush()


def link_evidence(
    session: Session, actor: Actor, activity: CpdActivity, evidence_ids: Collection[UUID]
) -> None:
    """Show an activity by the person's own evidence; another's is refused like a missing one."""
    own = sa.select(Evidence.id).where(Evidence.id.in_(set(evidence_ids)), is_own_evidence(actor))
    _check_all(session, evidence_ids, own)
    standing = _linked(session, CpdActivityEvidence.evidence_id, activity)
    for evidence_id in sorted(set(evidence_ids) - standing):
        session.add(
            CpdActivityEvidence(
                id=new_id(),
                provider_id=activity.provider_id,
                activity_id=activity.id,
                evidence_id=evidence_id,
            )
        )
    session.flush()


def _check_all(session: Session, ids: Iterable[UUID], found: sa.Select[tuple[UUID]]) -> None:
    wanted = set(ids)
    if wanted and wanted != set(session.scalars(found)):
        raise UnknownLinkError


def _linked(
    session: Session, column: sa.orm.InstrumentedAttribute[UUID], activity: CpdActivity
) -> set[UUID]:
    links = column.class_
    return set(session.scalars(sa.select(column).where(links.activity_id == activity.id)))
