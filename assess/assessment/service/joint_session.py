from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from babel.dates import format_datetime
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import JointSession, JointSessionUnit, Request, RequestCriterion
from assess.assessment.rules import RequestKind
from assess.assessment.rules.joint_session import LONDON, Plan, check_invited, check_may_plan
from assess.assessment.rules.joint_session import check_plan as check
from assess.assessment.service.units import LockedUnit, lock_unit
from assess.clocks.service import start_clock
from assess.db import new_id
from assess.journal.service import record_deed
from assess.meetings import Meeting
from assess.notifications.service import notify
from assess.people.models import Person
from assess.refusals import NotFoundError


def plan_joint_session(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    criterion_id: UUID,
    unit_ids: Collection[UUID],
    plan: Plan,
) -> UUID:
    """Plan a meeting about a criterion, and set an action on each unit: to come to it."""
    chosen = sorted(set(unit_ids))
    check(plan, unit_ids=chosen, now=now)
    # In the order of their ids, so that two plans for the same units do not wait for each other.
    units = [_lock(session, actor, unit_id, criterion_id) for unit_id in chosen]
    planned = JointSession(
        id=new_id(),
        provider_id=actor.provider_id,
        criterion_id=criterion_id,
        planned_by_id=actor.person_id,
        starts_at=plan.starts_at,
        minutes=plan.minutes,
        place=plan.place,
        words=plan.words,
        language=plan.language,
        created_at=now,
    )
    session.add(planned)
    session.flush()
    for unit in units:
        _invite(session, actor, unit, planned, plan)
    record_deed(
        session,
        deed="plan_joint_session",
        now=now,
        subject_id=planned.id,
        actor=actor,
        facts={"criterion": criterion_id, "units": " ".join(str(one) for one in chosen)},
    )
    return planned.id


def _lock(session: Session, actor: Actor, unit_id: UUID, criterion_id: UUID) -> LockedUnit:
    unit = lock_unit(session, actor, unit_id)
    check_may_plan(
        actor, practitioner_id=unit.view.practitioner_id, assessor_id=unit.view.assessor_id
    )
    facts = unit.criteria.get(criterion_id)
    if facts is None:
        raise NotFoundError
    check_invited(facts, signed_off=unit.signed_off)
    return unit


def _invite(
    session: Session, actor: Actor, unit: LockedUnit, planned: JointSession, plan: Plan
) -> None:
    request = Request(
        id=new_id(),
        provider_id=actor.provider_id,
        enrolment_id=unit.view.id,
        kind=RequestKind.ACTION,
        words=_words_of(plan),
        language=plan.language,
        asked_by_id=actor.person_id,
        asked_at=planned.created_at,
        due_on=plan.day,
    )
    session.add(request)
    session.flush()
    session.add_all(
        (
            RequestCriterion(
                provider_id=actor.provider_id,
                request_id=request.id,
                criterion_id=planned.criterion_id,
            ),
            JointSessionUnit(
                provider_id=actor.provider_id,
                joint_session_id=planned.id,
                enrolment_id=unit.view.id,
                request_id=request.id,
            ),
        )
    )
    start_clock(
        session,
        enrolment_id=unit.view.id,
        stage=request.kind.value,
        subject_id=request.id,
        now=planned.created_at,
        due_on=plan.day,
    )
    _tell(session, actor, unit, planned, request)


def _words_of(plan: Plan) -> str:
    """Give the action's words: what was typed, with when and where in the same language."""
    locale = "cy" if plan.language == "cy" else "en_GB"
    starts = format_datetime(plan.starts_at, "EEEE d MMMM y, HH:mm", LONDON, locale)
    return f"{plan.words}\n\n{starts}\n{plan.place}"


def _tell(
    session: Session, actor: Actor, unit: LockedUnit, planned: JointSession, request: Request
) -> None:
    host = session.get_one(Person, actor.person_id)
    meeting = Meeting(
        uid=f"{planned.id}@assess",
        starts_at=planned.starts_at,
        minutes=planned.minutes,
        place=planned.place,
        host=actor.name,
        host_address=host.email,
        made_at=planned.created_at,
    )
    notify(
        session,
        person_id=unit.view.practitioner_id,
        provider_id=actor.provider_id,
        kind="joint_session",
        facts={
            "unit_id": str(unit.view.id),
            "request_id": str(request.id),
            "urn": unit.view.urn,
            "title": {"en": unit.view.title.en, "cy": unit.view.title.cy},
            "labels": unit.criteria[planned.criterion_id].label,
            "by": actor.name,
            "due": request.due_on.isoformat() if request.due_on else "",
            "meeting": meeting.facts(),
        },
        now=planned.created_at,
    )
