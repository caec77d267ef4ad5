"""Units go on under a newer version of their standard, with all that was recorded of them.

What stands on a criterion follows to the one that takes its place. The move keeps which took
whose place, so that every row can be read, and checked in the journal, as it stood before.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import (
    Decision,
    Doubt,
    Request,
    RequestCriterion,
    Return,
    ReturnedCriterion,
    Submission,
    SubmittedCriterion,
)
from assess.assessment.rules.moving import Successor, check_may_move, check_move, successors
from assess.assessment.service.clocks import stop_when_redone
from assess.assessment.service.following import follow_sessions
from assess.assessment.service.units import LockedUnit, lock_unit
from assess.db import new_id
from assess.drafts.service import move_drafts
from assess.enrolment.models import Enrolment, Succession, UnitMove
from assess.enrolment.queries import UnitView
from assess.evidence.models import Mapping as EvidenceMapping
from assess.journal.service import record_deed
from assess.reflection.models import Reflection, ReflectionMapping
from assess.reflection.rules import place_of
from assess.refusals import NotFoundError
from assess.standards.models import Standard
from assess.standards.queries import list_criteria, load_standard, may_see
from assess.standards.rules.comparing import compare_standards


class OnCriterion(Protocol):
    """A row that stands on one criterion."""

    criterion_id: Any


def move_units(
    session: Session,
    *,
    actor: Actor,
    unit_ids: Collection[UUID],
    standard_id: UUID,
    reason: str,
    language: str,
    now: datetime,
) -> UUID:
    """Move units to a newer version of their standard: all of them, or none.

    Raises:
        UnitStaysError: one of its kinds, naming the unit that cannot be moved and why.

    """
    check_may_move(actor.role, reason=reason, units=len(unit_ids))
    target = session.scalar(
        sa.select(Standard).where(Standard.id == standard_id, may_see(actor.provider_id))
    )
    if target is None:
        raise NotFoundError
    known: dict[UUID, dict[UUID, Successor]] = {}
    moved: list[UnitView] = []
    for unit_id in sorted(set(unit_ids)):
        unit = lock_unit(session, actor, unit_id)
        if unit.view.urn != target.urn:
            raise NotFoundError
        before = unit.view.standard_id
        if before not in known:
            known[before] = _successors(session, before, target.id)
        _check(session, unit, target, known[before])
        gone = unit.criteria.keys() - known[before].keys()
        stop_when_redone(session, actor=actor, unit=unit, redone=gone, now=now)
        moved.append(unit.view)
        move = UnitMove(
            id=new_id(),
            provider_id=actor.provider_id,
            enrolment_id=unit_id,
            from_standard_id=before,
            to_standard_id=target.id,
            reason=reason,
            language=language,
            moved_by_id=actor.person_id,
            moved_at=now,
        )
        _move(session, move, known[before])
        record_deed(
            session,
            deed="move_unit",
            now=now,
            subject_id=unit_id,
            actor=actor,
            facts={
                "standard": unit.view.urn,
                "from": unit.view.edition,
                "to": target.edition,
                "reason": reason,
            },
        )
    follow_sessions(session, actor=actor, units=moved, standard_id=target.id, now=now)
    return target.id


def _successors(session: Session, before: UUID, after: UUID) -> dict[UUID, Successor]:
    comparison = compare_standards(load_standard(session, before), load_standard(session, after))
    ids: dict[UUID, dict[str, UUID]] = {before: {}, after: {}}
    for criterion in list_criteria(session, standard_ids=[before, after]):
        ids[criterion.standard_id][criterion.label] = criterion.id
    return successors(comparison, ids[before], ids[after])


def _check(
    session: Session, unit: LockedUnit, target: Standard, known: Mapping[UUID, Successor]
) -> None:
    other = session.scalar(
        sa.select(Enrolment.id).where(
            Enrolment.provider_id == unit.view.provider_id,
            Enrolment.practitioner_id == unit.view.practitioner_id,
            Enrolment.standard_id == target.id,
        )
    )
    check_move(
        unit.view.id,
        editions=(unit.view.edition, target.edition),
        signed_off=unit.signed_off,
        on_both=other is not None,
        left_behind=[facts for facts in unit.criteria.values() if facts.criterion_id not in known],
    )


def _move(session: Session, move: UnitMove, known: Mapping[UUID, Successor]) -> None:
    session.add(move)
    session.flush()
    session.add_all(
        Succession(
            provider_id=move.provider_id,
            unit_move_id=move.id,
            from_criterion_id=criterion_id,
            to_criterion_id=successor.criterion_id,
            reworded=successor.reworded,
        )
        for criterion_id, successor in known.items()
    )
    for row in _rows_of(session, move.enrolment_id):
        if successor := known.get(row.criterion_id):
            row.criterion_id = successor.criterion_id
    unit = session.get_one(Enrolment, move.enrolment_id)
    unit.standard_id = move.to_standard_id
    places = {
        place_of(unit.id, before): place_of(unit.id, after.criterion_id)
        for before, after in known.items()
    }
    move_drafts(session, person_id=unit.practitioner_id, places=places)
    session.flush()


def _rows_of(session: Session, unit_id: UUID) -> Iterator[OnCriterion]:
    """Give every row of a unit that stands on a criterion."""
    for statement in _statements():
        yield from session.scalars(statement, {"unit_id": unit_id}).all()


@cache
def _statements() -> tuple[sa.Select[Any], ...]:
    unit: sa.BindParameter[Any] = sa.bindparam("unit_id", type_=sa.Uuid())
    own = (EvidenceMapping, Reflection, ReflectionMapping, Decision, Doubt)
    parts = (
        (SubmittedCriterion, Submission, SubmittedCriterion.submission_id),
        (RequestCriterion, Request, RequestCriterion.request_id),
        (ReturnedCriterion, Return, ReturnedCriterion.return_id),
    )
    return (
        *(sa.select(table).where(table.enrolment_id == unit) for table in own),
        *(
            sa.select(part).join(whole, whole.id == whole_id).where(whole.enrolment_id == unit)
            for part, whole, whole_id in parts
        ),
    )
