"""What waits for the practitioner: questions, actions, work handed back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.assessment.models import Request, RequestCriterion, Return, ReturnedCriterion
from assess.assessment.queries.views import gather
from assess.assessment.rules import CriterionState, RequestKind
from assess.assessment.rules.states import CriterionFacts
from assess.db import read
from assess.standards.models import Criterion


@dataclass(frozen=True)
class WaitingRequest:
    id: UUID
    unit_id: UUID
    kind: RequestKind
    words: str
    language: str
    asked_at: datetime
    due_on: date | None
    labels: tuple[str, ...]


@dataclass(frozen=True)
class WaitingReturn:
    """Work that was handed back; its criteria that have not been put forward again."""

    id: UUID
    unit_id: UUID
    message: str
    language: str
    returned_at: datetime
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    requests: tuple[WaitingRequest, ...]
    returns: tuple[WaitingReturn, ...]


def waiting_for_practitioner(
    session: Session,
    unit_ids: Collection[UUID],
    states: Mapping[UUID, Mapping[UUID, CriterionFacts]],
) -> Waiting:
    """Give what waits in some units, oldest first; `states` are their `criterion_states`."""
    requests = read(session, _requests(), {"unit_ids": list(unit_ids)})
    return Waiting(
        tuple(
            WaitingRequest(*(*rest, tuple(states[rest[1]][one].label for one in criterion_ids)))
            for *rest, criterion_ids in gather(requests)
        ),
        tuple(_returns(session, unit_ids, states)),
    )


def _returns(
    session: Session,
    unit_ids: Collection[UUID],
    states: Mapping[UUID, Mapping[UUID, CriterionFacts]],
) -> list[WaitingReturn]:
    rows = read(session, _returned(), {"unit_ids": list(unit_ids)})
    returns = []
    for *rest, criterion_ids in gather(rows):
        labels = tuple(
            facts.label
            for facts in (states[rest[1]].get(one) for one in criterion_ids)
            if facts is not None and facts.state is CriterionState.NOT_YET_MET
        )
        if labels:
            returns.append(WaitingReturn(*(*rest, labels)))
    return returns


@cache
def _requests() -> sa.Select[Any]:
    return (
        sa.select(
            Request.id,
            Request.enrolment_id,
            Request.kind,
            Request.words,
            Request.language,
            Request.asked_at,
            Request.due_on,
            RequestCriterion.criterion_id,
        )
        .join(RequestCriterion, RequestCriterion.request_id == Request.id)
        .join(Criterion, Criterion.id == RequestCriterion.criterion_id)
        .where(
            Request.enrolment_id.in_(sa.bindparam("unit_ids", expanding=True)),
            Request.answered_at.is_(None),
        )
        .order_by(Request.asked_at, Request.id, Criterion.position)
    )


@cache
def _returned() -> sa.Select[Any]:
    return (
        sa.select(
            Return.id,
            Return.enrolment_id,
            Return.message,
            Return.language,
            Return.returned_at,
            ReturnedCriterion.criterion_id,
        )
        .join(ReturnedCriterion, ReturnedCriterion.return_id == Return.id)
        .join(Criterion, Criterion.id == ReturnedCriterion.criterion_id)
        .where(Return.enrolment_id.in_(sa.bindparam("unit_ids", expanding=True)))
        .order_by(Return.returned_at, Return.id, Criterion.position)
    )
