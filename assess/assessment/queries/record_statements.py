"""The statements that read a unit's record, each built once: building takes longer than running."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

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
from assess.people.models import Person
from assess.standards.models import Criterion

UNIT = sa.bindparam("unit_id", type_=sa.Uuid())


@cache
def submissions_of_unit() -> sa.Select[Any]:
    return (
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
        .where(Submission.enrolment_id == UNIT)
        .order_by(Submission.submitted_at.desc(), Submission.id.desc(), Criterion.position)
    )


@cache
def submitted_evidence_of_unit() -> sa.Select[Any]:
    return (
        sa.select(SubmittedEvidence.submission_id, SubmittedEvidence.evidence_version_id)
        .join(Submission, Submission.id == SubmittedEvidence.submission_id)
        .where(Submission.enrolment_id == UNIT)
        .order_by(SubmittedEvidence.submission_id, SubmittedEvidence.id)
    )


@cache
def decisions_of_unit() -> sa.Select[Any]:
    later = aliased(Decision)
    return (
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
        .where(Decision.enrolment_id == UNIT)
        .order_by(Decision.decided_at.desc(), Decision.id.desc())
    )


@cache
def requests() -> sa.Select[Any]:
    return (
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
        .order_by(Request.asked_at.desc(), Request.id.desc(), Criterion.position)
    )


@cache
def requests_of_unit() -> sa.Select[Any]:
    return requests().where(Request.enrolment_id == UNIT)


@cache
def doubts_of_unit() -> sa.Select[Any]:
    return (
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
        .where(Doubt.enrolment_id == UNIT)
        .order_by(Doubt.noted_at.desc(), Doubt.id.desc())
    )


@cache
def returns_of_unit() -> sa.Select[Any]:
    return (
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
        .where(Return.enrolment_id == UNIT)
        .order_by(Return.returned_at.desc(), Return.id.desc(), Criterion.position)
    )


@cache
def sign_offs() -> sa.Select[Any]:
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


@cache
def sign_offs_of_unit() -> sa.Select[Any]:
    newest_first = (SignOff.signed_at.desc(), SignOff.id.desc())
    return sign_offs().where(SignOff.enrolment_id == UNIT).order_by(*newest_first)
