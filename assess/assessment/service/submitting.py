from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import Submission, SubmittedCriterion, SubmittedEvidence
from assess.assessment.queries.finding import find_submission
from assess.assessment.rules.submitting import check_submission, check_withdrawal
from assess.assessment.service.clocks import stop_when_redone
from assess.assessment.service.telling import tell
from assess.assessment.service.units import lock_for_practitioner
from assess.bilingual import Language
from assess.clocks.service import start_clock, stop_clocks
from assess.db import new_id
from assess.evidence.service import freeze_evidence
from assess.journal.service import record_deed
from assess.reflection.service import freeze_reflections


def submit_criteria(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    unit_id: UUID,
    criterion_ids: Collection[UUID],
    declaration: str,
    declaration_language: Language,
    help_used: str,
) -> UUID:
    """Put criteria forward together; what is mapped to them is frozen as it is."""
    unit = lock_for_practitioner(session, actor, unit_id)
    criteria = unit.choose(criterion_ids)
    check_submission(criteria, declaration=declaration, help_used=help_used)
    submission = Submission(
        id=new_id(),
        provider_id=actor.provider_id,
        enrolment_id=unit_id,
        submitted_at=now,
        declaration=declaration,
        declaration_language=declaration_language.value,
        help_used=help_used,
    )
    session.add(submission)
    session.flush()
    chosen = [facts.criterion_id for facts in criteria]
    session.add_all(
        SubmittedCriterion(
            provider_id=actor.provider_id, submission_id=submission.id, criterion_id=criterion_id
        )
        for criterion_id in chosen
    )
    frozen = freeze_evidence(session, enrolment_id=unit_id, criterion_ids=chosen, now=now)
    session.add_all(
        SubmittedEvidence(
            provider_id=actor.provider_id,
            submission_id=submission.id,
            evidence_version_id=version_id,
        )
        for version_id in frozen
    )
    freeze_reflections(session, enrolment_id=unit_id, criterion_ids=chosen, now=now)
    stop_when_redone(session, actor=actor, unit=unit, redone=chosen, now=now)
    due_on = start_clock(
        session, enrolment_id=unit_id, stage="submitted", subject_id=submission.id, now=now
    )
    tell(
        session,
        person_id=unit.view.assessor_id,
        kind="submitted",
        unit=unit.view,
        labels=[facts.label for facts in criteria],
        by=actor.name,
        now=now,
        due_on=due_on,
    )
    record_deed(
        session,
        deed="submit_criteria",
        now=now,
        subject_id=submission.id,
        actor=actor,
        facts={"unit": unit_id, "criteria": " ".join(facts.label for facts in criteria)},
    )
    return submission.id


def withdraw_submission(
    session: Session, *, actor: Actor, now: datetime, submission_id: UUID
) -> UUID:
    """Take a submission back, until the assessor has decided or asked something about it."""
    unit_id = find_submission(session, actor, submission_id).unit.id
    lock_for_practitioner(session, actor, unit_id)
    found = find_submission(session, actor, submission_id)
    check_withdrawal(
        withdrawn=found.submission.withdrawn_at is not None,
        decisions=found.decisions,
        requests=found.requests,
    )
    submission = session.get_one(Submission, submission_id)
    submission.withdrawn_at = now
    stop_clocks(session, enrolment_id=unit_id, now=now, actor=actor, subject_ids=[submission_id])
    record_deed(
        session,
        deed="withdraw_submission",
        now=now,
        subject_id=submission_id,
        actor=actor,
        facts={"unit": unit_id},
    )
    return submission_id
