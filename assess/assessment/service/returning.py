from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import Return, ReturnedCriterion
from assess.assessment.rules import CriterionState
from assess.assessment.rules.asking import check_return
from assess.assessment.service.clocks import stop_when_taken_up
from assess.assessment.service.telling import tell
from assess.assessment.service.units import lock_for_assessor
from assess.clocks.service import start_clock
from assess.db import new_id
from assess.journal.service import record_deed


def return_work(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    unit_id: UUID,
    criterion_ids: Collection[UUID],
    message: str,
    language: str,
) -> UUID:
    """Hand back the criteria that need work, and only those, with a message."""
    unit = lock_for_assessor(session, actor, unit_id)
    criteria = unit.choose(criterion_ids)
    check_return(criteria, message=message)
    handed_back = Return(
        id=new_id(),
        provider_id=actor.provider_id,
        enrolment_id=unit_id,
        assessor_id=actor.person_id,
        message=message,
        language=language,
        returned_at=now,
    )
    session.add(handed_back)
    session.flush()
    session.add_all(
        ReturnedCriterion(
            provider_id=actor.provider_id,
            return_id=handed_back.id,
            criterion_id=facts.criterion_id,
        )
        for facts in criteria
    )
    stop_when_taken_up(session, actor=actor, unit_id=unit_id, criterion_ids=criterion_ids, now=now)
    due_on = None
    if any(facts.state is CriterionState.NOT_YET_MET for facts in criteria):
        due_on = start_clock(
            session, enrolment_id=unit_id, stage="returned", subject_id=handed_back.id, now=now
        )
    tell(
        session,
        person_id=unit.view.practitioner_id,
        kind="returned",
        unit=unit.view,
        labels=[facts.label for facts in criteria],
        by=actor.name,
        now=now,
        due_on=due_on,
    )
    record_deed(
        session,
        deed="return_work",
        now=now,
        subject_id=handed_back.id,
        actor=actor,
        facts={"unit": unit_id, "criteria": " ".join(facts.label for facts in criteria)},
    )
    return handed_back.id
