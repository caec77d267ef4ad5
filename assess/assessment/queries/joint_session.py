"""Who has not met a criterion and why, and the sessions that are planned for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor
from assess.assessment.models import (
    Decision,
    JointSession,
    JointSessionUnit,
    Request,
    RequestCriterion,
    SignOff,
)
from assess.assessment.queries.states import list_facts, stands
from assess.assessment.rules import Outcome, RequestKind
from assess.assessment.rules.joint_session import Reason, may_plan, reason_after
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.enrolment.queries.choosing import is_chosen
from assess.enrolment.rules.choosing import UnitChoice
from assess.people.models import Person
from assess.people.queries import name_at
from assess.refusals import NotFoundError
from assess.standards.models import Criterion, Standard


@dataclass(frozen=True)
class MissingUnit:
    """A unit on which a criterion is not met."""

    unit_id: UUID
    practitioner: str
    assessor: str | None
    reason: Reason
    since: datetime | None
    may_be_invited: bool


def count_missing(
    session: Session, actor: Actor, choice: UnitChoice, *, standard_id: UUID, criterion_id: UUID
) -> int:
    missing = _missing(actor, choice, standard_id, criterion_id)
    return session.scalar(sa.select(sa.func.count(Enrolment.id)).where(missing)) or 0


def list_missing(
    session: Session,
    actor: Actor,
    choice: UnitChoice,
    *,
    standard_id: UUID,
    criterion_id: UUID,
    limit: int,
    offset: int,
) -> list[MissingUnit]:
    """Give the chosen units that have not met a criterion, by the practitioner's name."""
    practitioner, assessor = aliased(Person), aliased(Person)
    name = name_at(actor.provider_id, practitioner)
    rows = session.execute(
        sa.select(
            Enrolment.id,
            Enrolment.practitioner_id,
            Enrolment.assessor_id,
            name.label("practitioner"),
            name_at(actor.provider_id, assessor).label("assessor"),
        )
        .join(practitioner, practitioner.id == Enrolment.practitioner_id)
        .outerjoin(assessor, assessor.id == Enrolment.assessor_id)
        .where(_missing(actor, choice, standard_id, criterion_id))
        .order_by(sa.func.lower(name), Enrolment.id)
        .limit(limit)
        .offset(offset)
    ).all()
    unit_ids = [row.id for row in rows]
    facts = list_facts(session, unit_ids, criterion_id)
    asked = _oldest_requests(session, unit_ids, criterion_id)
    found = []
    for row in rows:
        kind, asked_at = asked.get(row.id, (None, None))
        reason, since = reason_after(facts[row.id], asked=kind, asked_at=asked_at)
        may = may_plan(actor, practitioner_id=row.practitioner_id, assessor_id=row.assessor_id)
        found.append(MissingUnit(row.id, row.practitioner, row.assessor, reason, since, may))
    return found


def _missing(
    actor: Actor, choice: UnitChoice, standard_id: UUID, criterion_id: UUID
) -> sa.ColumnElement[bool]:
    """Give the condition that no decision that stands says met of a criterion."""
    later = aliased(Decision)
    met = sa.exists().where(
        Decision.enrolment_id == Enrolment.id,
        Decision.criterion_id == criterion_id,
        Decision.outcome == Outcome.MET,
        ~sa.exists().where(later.replaces_id == Decision.id),
    )
    signed_off = sa.exists().where(SignOff.enrolment_id == Enrolment.id, stands())
    return sa.and_(
        is_chosen(actor, choice),
        Enrolment.standard_id == standard_id,
        ~met,
        ~signed_off,
    )


def _oldest_requests(
    session: Session, unit_ids: Collection[UUID], criterion_id: UUID
) -> dict[UUID, tuple[RequestKind, datetime]]:
    rows = session.execute(
        sa.select(Request.enrolment_id, Request.kind, Request.asked_at)
        .join(RequestCriterion, RequestCriterion.request_id == Request.id)
        .where(
            Request.enrolment_id.in_(list(unit_ids)),
            Request.answered_at.is_(None),
            RequestCriterion.criterion_id == criterion_id,
        )
        .order_by(Request.asked_at.desc())
    )
    return {row[0]: (row[1], row[2]) for row in rows}


@dataclass(frozen=True)
class PlannedSession:
    id: UUID
    urn: str
    label: str
    starts_at: datetime
    minutes: int
    place: str
    words: str
    language: str
    planned_by: str
    planned_by_address: str
    created_at: datetime
    invited: int


def list_planned(
    session: Session, actor: Actor, *, criterion_id: UUID, now: datetime
) -> list[PlannedSession]:
    """Give the sessions to come about a criterion, for units that the actor may see.

    Those as well that were planned in an older version, for a unit that has gone on since.
    """
    followed = (
        sa.select(JointSessionUnit.joint_session_id)
        .join(RequestCriterion, RequestCriterion.request_id == JointSessionUnit.request_id)
        .where(RequestCriterion.criterion_id == criterion_id)
    )
    about = (JointSession.criterion_id == criterion_id) | JointSession.id.in_(followed)
    return _planned(session, actor, about, JointSession.starts_at > now)


def find_joint_session(session: Session, actor: Actor, joint_session_id: UUID) -> PlannedSession:
    """Find a session that was planned for a unit that the actor may see.

    Raises:
        NotFoundError: when there is none for this actor.

    """
    for found in _planned(session, actor, JointSession.id == joint_session_id):
        return found
    raise NotFoundError


def find_session_of(session: Session, actor: Actor, request_id: UUID) -> PlannedSession | None:
    """Find the session that an action asks somebody to, where it asks to one."""
    of_request = sa.select(JointSessionUnit.joint_session_id).where(
        JointSessionUnit.request_id == request_id
    )
    return next(iter(_planned(session, actor, JointSession.id.in_(of_request))), None)


def _planned(
    session: Session, actor: Actor, *conditions: sa.ColumnElement[bool]
) -> list[PlannedSession]:
    invited = (
        sa.select(sa.func.count())
        .where(JointSessionUnit.joint_session_id == JointSession.id)
        .scalar_subquery()
    )
    mine = (
        sa.select(JointSessionUnit.joint_session_id)
        .join(Enrolment, Enrolment.id == JointSessionUnit.enrolment_id)
        .where(visible_to(actor))
    )
    rows = session.execute(
        sa.select(
            JointSession.id,
            Standard.urn,
            Criterion.label,
            JointSession.starts_at,
            JointSession.minutes,
            JointSession.place,
            JointSession.words,
            JointSession.language,
            name_at(JointSession.provider_id, Person),
            Person.email,
            JointSession.created_at,
            invited,
        )
        .join(Criterion, Criterion.id == JointSession.criterion_id)
        .join(Standard, Standard.id == Criterion.standard_id)
        .join(Person, Person.id == JointSession.planned_by_id)
        .where(JointSession.id.in_(mine), *conditions)
        .order_by(JointSession.starts_at, JointSession.id)
    )
    return [PlannedSession(*row) for row in rows]
