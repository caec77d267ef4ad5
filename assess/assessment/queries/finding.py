"""Finds one thing for an actor, with the unit that it belongs to; somebody else's is missing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import Request, SignOff, Submission
from assess.assessment.queries import record_statements as statements
from assess.assessment.queries.record import unit_record
from assess.assessment.queries.views import RequestView, SignOffView, SubmissionView, gather
from assess.assessment.rules.submitting import may_withdraw
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import UnitView, find_unit, visible_to
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class FoundSubmission:
    unit: UnitView
    submission: SubmissionView
    decisions: int
    requests: int
    """How many decisions and requests it has led to."""

    @property
    def may_be_withdrawn(self) -> bool:
        return may_withdraw(
            withdrawn=self.submission.withdrawn_at is not None,
            decisions=self.decisions,
            requests=self.requests,
        )


@dataclass(frozen=True)
class FoundRequest:
    unit: UnitView
    request: RequestView


@dataclass(frozen=True)
class FoundSignOff:
    unit: UnitView
    sign_off: SignOffView
    snapshot: dict[str, Any]


def find_submission(session: Session, actor: Actor, submission_id: UUID) -> FoundSubmission:
    """Find a submission that the actor may see, and what it has led to.

    Raises:
        NotFoundError: when there is none for this actor.

    """
    unit = find_unit(session, actor, _unit_id(session, actor, Submission, submission_id))
    record = unit_record(session, unit)
    found = next(one for one in record.submissions if one.id == submission_id)
    decisions = sum(one.submission_id == found.id for one in record.decisions)
    requests = sum(_is_about(one, found) for one in record.requests)
    return FoundSubmission(unit, found, decisions, requests)


def _is_about(request: RequestView, submission: SubmissionView) -> bool:
    """Say whether a request was made on criteria of a submission, after it came in."""
    return request.asked_at >= submission.submitted_at and not set(
        request.criterion_ids
    ).isdisjoint(submission.criterion_ids)


def find_request(session: Session, actor: Actor, request_id: UUID) -> FoundRequest:
    """Find a question or action that the actor may see.

    Raises:
        NotFoundError: when there is none for this actor.

    """
    unit = find_unit(session, actor, _unit_id(session, actor, Request, request_id))
    [row] = gather(session.execute(statements.requests().where(Request.id == request_id)))
    return FoundRequest(unit, RequestView(*row))


def find_sign_off(session: Session, actor: Actor, sign_off_id: UUID) -> FoundSignOff:
    """Find a sign-off that the actor may see, with its snapshot.

    Raises:
        NotFoundError: when there is none for this actor.

    """
    unit = find_unit(session, actor, _unit_id(session, actor, SignOff, sign_off_id))
    row = session.execute(
        statements.sign_offs().add_columns(SignOff.snapshot).where(SignOff.id == sign_off_id)
    ).one()
    return FoundSignOff(unit, SignOffView(*row[:-1]), row[-1])


def _unit_id(
    session: Session,
    actor: Actor,
    kind: type[Submission | Request | SignOff],
    wanted: UUID,
) -> UUID:
    unit_id = session.scalar(
        sa.select(kind.enrolment_id)
        .join(Enrolment, Enrolment.id == kind.enrolment_id)
        .where(kind.id == wanted, visible_to(actor))
    )
    if unit_id is None:
        raise NotFoundError
    return unit_id
