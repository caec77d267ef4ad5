from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import Request
from assess.assessment.queries.finding import find_request
from assess.assessment.rules.asking import check_answer
from assess.assessment.service.telling import tell
from assess.assessment.service.units import lock_for_practitioner
from assess.clocks.service import start_clock, stop_clocks
from assess.journal.service import record_deed
from assess.refusals import StaleError


def answer_request(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    request_id: UUID,
    answer: str,
    language: str,
    version: int,
) -> UUID:
    """Answer a question, or say that an action is done; the answer then stays.

    Raises:
        StaleError: when another tab has answered since the page was opened.

    """
    found = find_request(session, actor, request_id)
    unit_id = found.unit.id
    unit = lock_for_practitioner(session, actor, unit_id)
    request = session.get_one(Request, request_id, populate_existing=True)
    if request.version != version:
        raise StaleError({"answer": request.answer})
    check_answer(answered_at=request.answered_at, answer=answer)
    request.answer, request.answer_language, request.answered_at = answer, language, now
    stop_clocks(session, enrolment_id=unit_id, now=now, actor=actor, subject_ids=[request_id])
    due_on = start_clock(
        session, enrolment_id=unit_id, stage="answered", subject_id=request_id, now=now
    )
    tell(
        session,
        person_id=unit.view.assessor_id,
        kind="answered",
        unit=unit.view,
        labels=[facts.label for facts in unit.choose(found.request.criterion_ids)],
        by=actor.name,
        now=now,
        due_on=due_on,
    )
    record_deed(
        session,
        deed="answer_request",
        now=now,
        subject_id=request_id,
        actor=actor,
        facts={"unit": unit_id},
    )
    return request_id
