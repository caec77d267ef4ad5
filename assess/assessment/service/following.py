"""What follows a unit that goes on under a newer version, beside what stands on its criteria."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import JointSession, JointSessionUnit, RequestCriterion
from assess.assessment.rules.joint_session import LONDON
from assess.enrolment.queries import UnitView
from assess.journal.service import record_deed
from assess.notifications.service import notify
from assess.standards.models import Criterion, Standard


@dataclass(frozen=True)
class _Place:
    """The criterion that a unit's action to come to a session is about now."""

    unit_id: UUID
    criterion_id: UUID
    standard_id: UUID
    edition: str
    label: str


def follow_sessions(
    session: Session,
    *,
    actor: Actor,
    units: Collection[UnitView],
    standard_id: UUID,
    now: datetime,
) -> None:
    """Let the sessions to come of units that were moved follow them, and tell who planned each.

    A session goes on about the criterion that took the place of its own as soon as every unit
    that it is for is there. Until then it stays where it is, and is shown in both places.
    """
    moved = {unit.id: unit for unit in units}
    for planned in _to_come(session, moved.keys(), now):
        before = session.get_one(Criterion, planned.criterion_id)
        edition = session.get_one(Standard, before.standard_id).edition
        places = _places(session, planned)
        after = {one.criterion_id for one in places}
        here = [one for one in places if one.unit_id in moved]
        followed = next((one for one in here if one.standard_id == standard_id), None)
        if followed is not None and after == {followed.criterion_id}:
            planned.criterion_id = followed.criterion_id
            record_deed(
                session, deed="move_joint_session", now=now, subject_id=planned.id, actor=actor
            )
        unit = moved[here[0].unit_id]
        notify(
            session,
            person_id=planned.planned_by_id,
            provider_id=actor.provider_id,
            kind="session_moved",
            facts={
                "urn": unit.urn,
                "title": {"en": unit.title.en, "cy": unit.title.cy},
                "labels": before.label,
                "after": followed.label if followed else "",
                "label": followed.label if followed else before.label,
                "edition": followed.edition if followed else edition,
                "by": actor.name,
                "due": planned.starts_at.astimezone(LONDON).date().isoformat(),
            },
            now=now,
        )


def _to_come(session: Session, unit_ids: Collection[UUID], now: datetime) -> list[JointSession]:
    theirs = sa.select(JointSessionUnit.joint_session_id).where(
        JointSessionUnit.enrolment_id.in_(list(unit_ids))
    )
    return list(
        session.scalars(
            sa.select(JointSession)
            .where(JointSession.id.in_(theirs), JointSession.starts_at > now)
            .order_by(JointSession.id)
        )
    )


def _places(session: Session, planned: JointSession) -> list[_Place]:
    """Give where each unit's own action stands: it went with the unit."""
    rows = session.execute(
        sa.select(
            JointSessionUnit.enrolment_id,
            RequestCriterion.criterion_id,
            Criterion.standard_id,
            Standard.edition,
            Criterion.label,
        )
        .join(RequestCriterion, RequestCriterion.request_id == JointSessionUnit.request_id)
        .join(Criterion, Criterion.id == RequestCriterion.criterion_id)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(JointSessionUnit.joint_session_id == planned.id)
        .order_by(JointSessionUnit.id)
    )
    return [_Place(*row) for row in rows]
