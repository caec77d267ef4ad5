from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import Request, RequestCriterion
from assess.assessment.rules import RequestKind
from assess.assessment.rules.asking import check_request, day_of
from assess.assessment.rules.states import CriterionFacts
from assess.assessment.service.clocks import stop_when_taken_up
from assess.assessment.service.telling import tell
from assess.assessment.service.units import LockedUnit, lock_for_assessor
from assess.clocks.service import start_clock
from assess.db import new_id
from assess.journal.service import record_deed


def ask_question(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    unit_id: UUID,
    criterion_ids: Collection[UUID],
    words: str,
    language: str,
    due_on: date | None = None,
) -> UUID:
    """Ask the practitioner something about some criteria; a date is optional."""
    request = Request(kind=RequestKind.QUESTION, words=words, language=language, due_on=due_on)
    return _request(session, actor, now, unit_id, criterion_ids, request)


def set_action(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    unit_id: UUID,
    criterion_ids: Collection[UUID],
    words: str,
    language: str,
    due_on: date | None,
) -> UUID:
    """Say what is to be done about some criteria, and by when."""
    request = Request(kind=RequestKind.ACTION, words=words, language=language, due_on=due_on)
    return _request(session, actor, now, unit_id, criterion_ids, request)


def _request(
    session: Session,
    actor: Actor,
    now: datetime,
    unit_id: UUID,
    criterion_ids: Collection[UUID],
    request: Request,
) -> UUID:
    unit = lock_for_assessor(session, actor, unit_id)
    criteria = unit.choose(criterion_ids)
    check_request(
        request.kind,
        criteria=criteria,
        words=request.words,
        due_on=request.due_on,
        today=day_of(now),
    )
    request.id = new_id()
    request.provider_id, request.enrolment_id = actor.provider_id, unit_id
    request.asked_by_id, request.asked_at = actor.person_id, now
    session.add(request)
    session.flush()
    session.add_all(
        RequestCriterion(
            provider_id=actor.provider_id,
            request_id=request.id,
            criterion_id=facts.criterion_id,
        )
        for facts in criteria
    )
    _hand_over(session, actor, unit, criteria, request)
    record_deed(
        session,
        deed="ask_question" if request.kind is RequestKind.QUESTION else "set_action",
        now=now,
        subject_id=request.id,
        actor=actor,
        facts={"unit": unit_id, "criteria": " ".join(facts.label for facts in criteria)},
    )
    return request.id


def _hand_over(
    session: Session,
    actor: Actor,
    unit: LockedUnit,
    criteria: Sequence[CriterionFacts],
    request: Request,
) -> None:
    now = request.asked_at
    stop_when_taken_up(
        session,
        actor=actor,
        unit_id=unit.view.id,
        criterion_ids=[facts.criterion_id for facts in criteria],
        now=now,
    )
    due_on = start_clock(
        session,
        enrolment_id=unit.view.id,
        stage=request.kind.value,
        subject_id=request.id,
        now=now,
        due_on=request.due_on,
    )
    tell(
        session,
        person_id=unit.view.practitioner_id,
        kind=request.kind.value,
        unit=unit.view,
        labels=[facts.label for facts in criteria],
        by=actor.name,
        now=now,
        due_on=due_on,
        request_id=request.id,
    )
