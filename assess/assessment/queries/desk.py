"""What the desk needs of a unit's record: only that of the criteria that lie on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.assessment.models import Decision, Doubt, RequestCriterion, SignOff, Submission
from assess.assessment.queries import record_statements as statements
from assess.assessment.queries.states import stands
from assess.assessment.queries.views import DecisionView, DoubtView, RequestView, gather
from assess.db import read
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import UnitView
from assess.reflection.queries import ByCriterion, list_reflections_on

UNIT = statements.UNIT
CRITERIA: sa.BindParameter[Any] = sa.bindparam("criterion_ids", expanding=True)


@dataclass(frozen=True)
class Declared:
    """What the practitioner declared with the newest submission that was not taken back."""

    submitted_at: datetime
    declaration: str
    declaration_language: str
    help_used: str


@dataclass(frozen=True)
class DeskRecord:
    declared: Declared | None
    is_signed_off: bool
    decisions: tuple[DecisionView, ...]
    requests: tuple[RequestView, ...]
    doubts: tuple[DoubtView, ...]
    reflections: ByCriterion


def desk_record(session: Session, unit: UnitView, criterion_ids: Collection[UUID]) -> DeskRecord:
    """Read the record of some criteria of a unit found for the actor, in five statements."""
    of_unit = {"unit_id": unit.id}
    of_criteria = of_unit | {"criterion_ids": list(criterion_ids)}
    [(is_signed_off, *declared)] = read(session, _standing(), of_unit)
    return DeskRecord(
        declared=Declared(*declared) if declared[0] is not None else None,
        is_signed_off=is_signed_off,
        decisions=tuple(DecisionView(*row) for row in read(session, _decisions(), of_criteria)),
        requests=tuple(
            RequestView(*row) for row in gather(read(session, _requests(), of_criteria))
        ),
        doubts=tuple(DoubtView(*row) for row in read(session, _open_doubts(), of_unit)),
        reflections=list_reflections_on(session, unit.id, criterion_ids),
    )


@cache
def _standing() -> sa.Select[Any]:
    """Give whether the unit is signed off, and what was declared last."""
    is_signed_off = sa.exists().where(SignOff.enrolment_id == Enrolment.id, stands())
    declared = (Submission.enrolment_id == Enrolment.id) & Submission.withdrawn_at.is_(None)
    return (
        sa.select(
            is_signed_off,
            Submission.submitted_at,
            Submission.declaration,
            Submission.declaration_language,
            Submission.help_used,
        )
        .select_from(Enrolment)
        .outerjoin(Submission, declared)
        .where(Enrolment.id == UNIT)
        .order_by(Submission.submitted_at.desc(), Submission.id.desc())
        .limit(1)
    )


@cache
def _decisions() -> sa.Select[Any]:
    return statements.decisions_of_unit().where(Decision.criterion_id.in_(CRITERIA))


@cache
def _requests() -> sa.Select[Any]:
    return statements.requests_of_unit().where(RequestCriterion.criterion_id.in_(CRITERIA))


@cache
def _open_doubts() -> sa.Select[Any]:
    return statements.doubts_of_unit().where(Doubt.settled_at.is_(None))
