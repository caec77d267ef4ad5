from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.assessment.models import (
    Decision,
    Doubt,
    Judgement,
    Request,
    RequestCriterion,
    Return,
    ReturnedCriterion,
    SignOff,
    SignOffWithdrawal,
    Submission,
    SubmittedCriterion,
    SubmittedEvidence,
)
from assess.assessment.queries.views import (
    DecisionView,
    DoubtView,
    RequestView,
    ReturnView,
    SignOffView,
    SubmissionView,
    UnitRecord,
    gather,
)
from assess.enrolment.queries import UnitView
from assess.people.models import Person
from assess.standards.models import Criterion


def unit_record(session: Session, unit: UnitView) -> UnitRecord:
    """Give all that was recorded of a unit found for the actor, in seven statements."""
    return UnitRecord(
        submissions=tuple(_submissions(session, unit.id)),
        decisions=tuple(_decisions(session, unit.id)),
        requests=tuple(_requests(session, unit.id)),
        doubts=tuple(_doubts(session, unit.id)),
        returns=tuple(_returns(session, unit.id)),
        sign_offs=tuple(_sign_offs(session, unit.id)),
    )


def _submissions(session: Session, unit_id: UUID) -> list[SubmissionView]:
    rows = session.execute(
        sa.select(
            Submission.id,
            Submission.submitted_at,
            Submission.declaration,
            Submission.declaration_language,
            Submission.help_used,
            Submission.withdrawn_at,
            SubmittedCriterion.criterion_id,
        )
        .join(SubmittedCriterion, SubmittedCriterion.submission_id == Submission.id)
        .join(Criterion, Criterion.id == SubmittedCriterion.criterion_id)
        .where(Submission.enrolment_id == unit_id)
        .order_by(Submission.submitted_at.desc(), Submission.id.desc(), Criterion.position)
    )
    submitted = session.execute(
        sa.select(SubmittedEvidence.submission_id, SubmittedEvidence.evidence_version_id)
        .join(Submission, Submission.id == SubmittedEvidence.submission_id)
        .where(Submission.enrolment_id == unit_id)
        .order_by(SubmittedEvidence.submission_id, SubmittedEvidence.id)
    )
    evidence = dict(gather(submitted))
    return [SubmissionView(*(*row, evidence.get(row[0], ()))) for row in gather(rows)]


def _decisions(session: Session, unit_id: UUID) -> list[DecisionView]:
    later = aliased(Decision)
    rows = session.execute(
        sa.select(
            Decision.id,
            Decision.criterion_id,
            Decision.judgement_id,
            Decision.submission_id,
            Decision.outcome,
            Decision.decided_at,
            Decision.text_en_id,
            Decision.text_cy_id,
            Decision.on_working_translation,
            Decision.replaces_id,
            Judgement.evidence_version_id,
            Judgement.assessor_id,
            Person.name,
            Judgement.feedback,
            Judgement.feedback_language,
            ~sa.exists().where(later.replaces_id == Decision.id),
        )
        .join(Judgement, Judgement.id == Decision.judgement_id)
        .join(Person, Person.id == Judgement.assessor_id)
        .where(Decision.enrolment_id == unit_id)
        .order_by(Decision.decided_at.desc(), Decision.id.desc())
    )
    return [DecisionView(*row) for row in rows]


def _requests(session: Session, unit_id: UUID) -> list[RequestView]:
    return list_requests(session, Request.enrolment_id == unit_id)


def list_requests(session: Session, which: sa.ColumnElement[bool]) -> list[RequestView]:
    rows = session.execute(
        sa.select(
            Request.id,
            Request.version,
            Request.kind,
            Request.words,
            Request.language,
            Request.asked_by_id,
            Person.name,
            Request.asked_at,
            Request.due_on,
            Request.answer,
            Request.answer_language,
            Request.answered_at,
            RequestCriterion.criterion_id,
        )
        .join(Person, Person.id == Request.asked_by_id)
        .join(RequestCriterion, RequestCriterion.request_id == Request.id)
        .join(Criterion, Criterion.id == RequestCriterion.criterion_id)
        .where(which)
        .order_by(Request.asked_at.desc(), Request.id.desc(), Criterion.position)
    )
    return [RequestView(*row) for row in gather(rows)]


def _doubts(session: Session, unit_id: UUID) -> list[DoubtView]:
    rows = session.execute(
        sa.select(
            Doubt.id,
            Doubt.check,
            Doubt.mapping_id,
            Doubt.evidence_id,
            Doubt.criterion_id,
            Doubt.words,
            Doubt.language,
            Doubt.noted_by_id,
            Person.name,
            Doubt.noted_at,
            Doubt.settled_at,
        )
        .join(Person, Person.id == Doubt.noted_by_id)
        .where(Doubt.enrolment_id == unit_id)
        .order_by(Doubt.noted_at.desc(), Doubt.id.desc())
    )
    return [DoubtView(*row) for row in rows]


def _returns(session: Session, unit_id: UUID) -> list[ReturnView]:
    rows = session.execute(
        sa.select(
            Return.id,
            Return.message,
            Return.language,
            Return.returned_at,
            Return.assessor_id,
            Person.name,
            ReturnedCriterion.criterion_id,
        )
        .join(Person, Person.id == Return.assessor_id)
        .join(ReturnedCriterion, ReturnedCriterion.return_id == Return.id)
        .join(Criterion, Criterion.id == ReturnedCriterion.criterion_id)
        .where(Return.enrolment_id == unit_id)
        .order_by(Return.returned_at.desc(), Return.id.desc(), Criterion.position)
    )
    return [ReturnView(*row) for row in gather(rows)]


def _sign_offs(session: Session, unit_id: UUID) -> list[SignOffView]:
    rows = session.execute(
        select_sign_offs()
        .where(SignOff.enrolment_id == unit_id)
        .order_by(SignOff.signed_at.desc(), SignOff.id.desc())
    )
    return [SignOffView(*row) for row in rows]


def select_sign_offs() -> sa.Select[Any]:
    signer, withdrawer = aliased(Person), aliased(Person)
    return (
        sa.select(
            SignOff.id,
            SignOff.assessor_id,
            signer.name,
            SignOff.signed_at,
            SignOff.proved_at,
            SignOff.proved_by,
            SignOff.sha256,
            SignOffWithdrawal.withdrawn_at,
            withdrawer.name,
            SignOffWithdrawal.reason,
            SignOffWithdrawal.language,
        )
        .join(signer, signer.id == SignOff.assessor_id)
        .outerjoin(SignOffWithdrawal, SignOffWithdrawal.sign_off_id == SignOff.id)
        .outerjoin(withdrawer, withdrawer.id == SignOffWithdrawal.withdrawn_by_id)
    )
