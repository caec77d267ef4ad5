from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.queries.finding import find_request
from assess.assessment.rules.asking import check_seeing
from assess.assessment.service.units import lock_for_assessor
from assess.clocks.service import stop_clocks
from assess.journal.service import record_deed


def see_answer(session: Session, *, actor: Actor, now: datetime, request_id: UUID) -> UUID:
    """Note that the assessor has read an answer, and that nothing more is to be done about it."""
    found = find_request(session, actor, request_id)
    unit_id = found.unit.id
    lock_for_assessor(session, actor, unit_id)
    check_seeing(answered_at=found.request.answered_at)
    stop_clocks(
        session,
        enrolment_id=unit_id,
        now=now,
        actor=actor,
        stage="answered",
        subject_ids=[request_id],
    )
    record_deed(
        session,
        deed="see_answer",
        now=now,
        subject_id=request_id,
        actor=actor,
        facts={"unit": unit_id},
    )
    return request_id
