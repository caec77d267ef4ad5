"""What the page of one criterion needs of a unit's record."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.assessment.models import Decision, Request, RequestCriterion, SignOff
from assess.assessment.queries import record_statements as statements
from assess.assessment.queries.states import stands
from assess.assessment.queries.views import DecisionView, RequestView, gather
from assess.db import read, read_one
from assess.enrolment.queries import UnitView
from assess.standards.models import Criterion

CRITERION: sa.BindParameter[Any] = sa.bindparam("criterion_id", type_=sa.Uuid())


@dataclass(frozen=True)
class CriterionRecord:
    """Newest first."""

    decisions: tuple[DecisionView, ...]
    together: dict[UUID, tuple[str, ...]]
    """By judgement: the labels of the other criteria that it decided."""

    requests: tuple[RequestView, ...]
    is_signed_off: bool


def criterion_record(session: Session, unit: UnitView, criterion_id: UUID) -> CriterionRecord:
    """Read what was decided and asked on one criterion of a unit found for the actor."""
    values = {"unit_id": unit.id, "criterion_id": criterion_id}
    return CriterionRecord(
        decisions=tuple(DecisionView(*row) for row in read(session, _decisions(), values)),
        together={row[0]: row[1] for row in gather(read(session, _together(), values))},
        requests=tuple(RequestView(*row) for row in gather(read(session, _requests(), values))),
        is_signed_off=read_one(session, _live_sign_off(), values) is not None,
    )


@cache
def _decisions() -> sa.Select[Any]:
    return statements.decisions_of_unit().where(Decision.criterion_id == CRITERION)


@cache
def _together() -> sa.Select[Any]:
    this = aliased(Decision)
    return (
        sa.select(Decision.judgement_id, Criterion.label)
        .join(this, this.judgement_id == Decision.judgement_id)
        .join(Criterion, Criterion.id == Decision.criterion_id)
        .where(
            this.enrolment_id == statements.UNIT,
            this.criterion_id == CRITERION,
            Decision.criterion_id != CRITERION,
        )
        .order_by(Decision.judgement_id, Criterion.position)
    )


@cache
def _requests() -> sa.Select[Any]:
    asked = sa.select(RequestCriterion.request_id).where(RequestCriterion.criterion_id == CRITERION)
    return statements.requests_of_unit().where(Request.id.in_(asked))


@cache
def _live_sign_off() -> sa.Select[Any]:
    return sa.select(SignOff.id).where(SignOff.enrolment_id == statements.UNIT, stands()).limit(1)
