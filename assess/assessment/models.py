from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.assessment.rules import Check, Outcome, RequestKind
from assess.db import Identified, Model, Recorded, Versioned, one_of


class Submission(Recorded, Identified, Model):
    """The criteria that a practitioner puts forward together, with the declaration."""

    __tablename__ = "submission"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"), index=True)
    submitted_at: Mapped[datetime]
    declaration: Mapped[str]
    """The words that were ticked, as they stood on the page."""

    declaration_language: Mapped[str]
    help_used: Mapped[str]
    """What help and which tools, AI included, the practitioner says they used."""

    withdrawn_at: Mapped[datetime | None]


class SubmittedCriterion(Recorded, Identified, Model):
    __tablename__ = "submitted_criterion"
    __table_args__ = (sa.UniqueConstraint("submission_id", "criterion_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    submission_id: Mapped[UUID] = mapped_column(sa.ForeignKey("submission.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"), index=True)


class SubmittedEvidence(Recorded, Identified, Model):
    """The version of the evidence that was put forward: from then on it cannot change."""

    __tablename__ = "submitted_evidence"
    __table_args__ = (sa.UniqueConstraint("submission_id", "evidence_version_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    submission_id: Mapped[UUID] = mapped_column(sa.ForeignKey("submission.id"))
    evidence_version_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("evidence_version.id"), index=True
    )


class Judgement(Recorded, Identified, Model):
    """One look at the work, with one feedback: it may decide many criteria at once."""

    __tablename__ = "judgement"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"), index=True)
    assessor_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    evidence_version_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("evidence_version.id"))
    feedback: Mapped[str]
    feedback_language: Mapped[str]
    made_at: Mapped[datetime]


class Decision(Recorded, Identified, Model):
    """An assessor's judgement of one criterion. Only ever added; the newest stands.

    A criterion's decisions are a chain by `replaces_id`: one without a predecessor, none
    replaced twice. So which one is newest does not hang on a clock.
    """

    __tablename__ = "decision"
    __table_args__ = (
        sa.UniqueConstraint("judgement_id", "criterion_id"),
        sa.UniqueConstraint("replaces_id"),
        sa.Index("ix_decision_unit", "enrolment_id", "criterion_id"),
        sa.Index("ix_decision_settles", "submission_id", "criterion_id"),
        sa.Index(
            "ix_decision_outcome", "enrolment_id", "outcome", "criterion_id", "decided_at", "id"
        ),
        sa.Index(
            "uq_decision_first",
            "enrolment_id",
            "criterion_id",
            unique=True,
            sqlite_where=sa.text("replaces_id IS NULL"),
            postgresql_where=sa.text("replaces_id IS NULL"),
        ),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"))
    judgement_id: Mapped[UUID] = mapped_column(sa.ForeignKey("judgement.id"))
    submission_id: Mapped[UUID] = mapped_column(sa.ForeignKey("submission.id"))
    """The submission that it settles: a criterion without a decision on it is waiting."""

    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome))
    decided_at: Mapped[datetime]
    text_en_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("standard_text.id"))
    text_cy_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("standard_text.id"))
    """The revisions of the standard's text that the decision was made on."""

    on_working_translation: Mapped[bool]
    """Whether the text in the language of assessment was a working translation."""

    replaces_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("decision.id"))
    """The decision that stood before, where there was one."""


class Request(Recorded, Versioned, Identified, Model):
    """A question that the assessor asks, or an action that they want done, on criteria."""

    __tablename__ = "request"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"), index=True)
    kind: Mapped[RequestKind] = mapped_column(one_of(RequestKind))
    words: Mapped[str]
    language: Mapped[str]
    asked_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answer_language: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]


class RequestCriterion(Recorded, Identified, Model):
    __tablename__ = "request_criterion"
    __table_args__ = (sa.UniqueConstraint("request_id", "criterion_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    request_id: Mapped[UUID] = mapped_column(sa.ForeignKey("request.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"), index=True)


class Doubt(Recorded, Identified, Model):
    """A VARCS check that did not pass, noted where it belongs."""

    __tablename__ = "doubt"
    __table_args__ = (
        sa.CheckConstraint(
            "(mapping_id IS NOT NULL) = (\"check\" = 'valid')"
            " AND (evidence_id IS NOT NULL) = (\"check\" IN ('authentic', 'current'))"
            " AND (criterion_id IS NOT NULL) = (\"check\" = 'sufficient')",
            name="stands_where_it_belongs",
        ),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"), index=True)
    check: Mapped[Check] = mapped_column(one_of(Check))
    mapping_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("mapping.id"))
    evidence_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("evidence.id"))
    criterion_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("criterion.id"))
    words: Mapped[str]
    language: Mapped[str]
    noted_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    noted_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class Return(Recorded, Identified, Model):
    """The assessor hands back the criteria that need work, and only those."""

    __tablename__ = "return_of_work"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"), index=True)
    assessor_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    message: Mapped[str]
    language: Mapped[str]
    returned_at: Mapped[datetime]


class ReturnedCriterion(Recorded, Identified, Model):
    __tablename__ = "returned_criterion"
    __table_args__ = (sa.UniqueConstraint("return_id", "criterion_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    return_id: Mapped[UUID] = mapped_column(sa.ForeignKey("return_of_work.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"))


class JointSession(Recorded, Identified, Model):
    """A meeting planned for several practitioners who miss the same criterion."""

    __tablename__ = "joint_session"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    criterion_id: Mapped[UUID] = mapped_column(sa.ForeignKey("criterion.id"))
    planned_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str]
    words: Mapped[str]
    language: Mapped[str]
    created_at: Mapped[datetime]


class JointSessionUnit(Recorded, Identified, Model):
    """A unit that a joint session is for, and the action that was set on it."""

    __tablename__ = "joint_session_unit"
    __table_args__ = (sa.UniqueConstraint("joint_session_id", "enrolment_id"),)

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    joint_session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("joint_session.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"), index=True)
    request_id: Mapped[UUID] = mapped_column(sa.ForeignKey("request.id"))


class SignOff(Recorded, Identified, Model):
    """The assessor's decision on a whole unit, over a snapshot that is frozen with it."""

    __tablename__ = "sign_off"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    enrolment_id: Mapped[UUID] = mapped_column(sa.ForeignKey("enrolment.id"), index=True)
    assessor_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    signed_at: Mapped[datetime]
    proved_at: Mapped[datetime]
    proved_by: Mapped[str]
    """How the signer proved who they are: password, or password and code."""

    snapshot: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    """Of the snapshot's canonical JSON (RFC 8785)."""


class SignOffWithdrawal(Recorded, Identified, Model):
    """A deed of its own: the sign-off stays on record, with the reason that ended it."""

    __tablename__ = "sign_off_withdrawal"

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    sign_off_id: Mapped[UUID] = mapped_column(sa.ForeignKey("sign_off.id"), unique=True)
    withdrawn_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    reason: Mapped[str]
    language: Mapped[str]
    withdrawn_at: Mapped[datetime]
