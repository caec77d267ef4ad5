"""Who is given a unit, and the record of who had it before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.enrolment.models import Allocation, Enrolment
from assess.enrolment.queries import visible_to
from assess.enrolment.rules import check_may_enrol, check_people
from assess.enrolment.rules.allocating import (
    NothingChosenError,
    Reason,
    SamePersonError,
    check_reason,
)
from assess.journal.service import record_deed
from assess.people.models import RoleHolding
from assess.refusals import NotFoundError, StaleError

NO_REASON = Reason()


@dataclass(frozen=True)
class Given:
    """A unit, who is given it, and the version of the enrolment that was looked at."""

    unit_id: UUID
    person_id: UUID
    version: int


def allocate_units(
    session: Session, *, actor: Actor, role: Role, given: Sequence[Given], now: datetime
) -> UUID:
    """Give each unit its assessor, or its IQA. All are given, or none; the first's id comes back.

    Raises:
        StaleError: with the units that somebody changed since they were shown.

    """
    check_may_enrol(actor.role)
    if not given:
        raise NothingChosenError("no unit is chosen")
    units = _lock(session, actor, [one.unit_id for one in given])
    changed = {
        str(one.unit_id): str(units[one.unit_id].version)
        for one in given
        if units[one.unit_id].version != one.version
    }
    if changed:
        raise StaleError(changed)
    _check_holds(session, actor, role, {one.person_id for one in given})
    for one in given:
        _give(session, actor, units[one.unit_id], role, one.person_id, now=now)
    return given[0].unit_id


def reassign_unit(
    session: Session,
    *,
    actor: Actor,
    role: Role,
    given: Given,
    reason: Reason,
    now: datetime,
) -> UUID:
    """Give one unit to somebody else, and say why: that stays on record.

    Raises:
        StaleError: where somebody changed the unit since it was shown.

    """
    check_may_enrol(actor.role)
    unit = _lock(session, actor, [given.unit_id])[given.unit_id]
    if unit.version != given.version:
        raise StaleError({str(unit.id): str(unit.version)})
    before = holder_of(unit, role)
    if before == given.person_id:
        raise SamePersonError("they have the unit already")
    check_reason(reason.words, is_taken=before is not None)
    _check_holds(session, actor, role, {given.person_id})
    _give(session, actor, unit, role, given.person_id, reason=reason, now=now)
    return unit.id


def holder_of(unit: Enrolment, role: Role) -> UUID | None:
    return unit.assessor_id if role is Role.ASSESSOR else unit.iqa_id


def note_allocations(
    session: Session,
    *,
    actor: Actor,
    units: Sequence[Enrolment],
    before: Collection[tuple[Role, UUID | None]] = ((Role.ASSESSOR, None), (Role.IQA, None)),
    now: datetime,
) -> None:
    """Add to the record what a deed on enrolments has changed of who has them.

    `before` says who had each of `units`: nobody, where they are new.
    """
    session.flush()
    session.add_all(
        _row(actor, unit, role, NO_REASON, now)
        for unit in units
        for role, had in before
        if holder_of(unit, role) != had
    )


def _give(
    session: Session,
    actor: Actor,
    unit: Enrolment,
    role: Role,
    person_id: UUID,
    *,
    reason: Reason = NO_REASON,
    now: datetime,
) -> None:
    before = holder_of(unit, role)
    if role is Role.ASSESSOR:
        unit.assessor_id = person_id
    else:
        unit.iqa_id = person_id
    check_people(
        practitioner_id=unit.practitioner_id, assessor_id=unit.assessor_id, iqa_id=unit.iqa_id
    )
    session.add(_row(actor, unit, role, reason, now))
    record_deed(
        session,
        deed="allocate_unit",
        now=now,
        subject_id=unit.id,
        actor=actor,
        facts={"role": role.value, "person": person_id, "before": before, "reason": reason.words},
    )


def _row(actor: Actor, unit: Enrolment, role: Role, reason: Reason, now: datetime) -> Allocation:
    return Allocation(
        provider_id=unit.provider_id,
        enrolment_id=unit.id,
        role=role,
        person_id=holder_of(unit, role),
        allocated_by_id=actor.person_id,
        allocated_at=now,
        reason=reason.words,
        reason_language=reason.language if reason.words else None,
    )


def _lock(session: Session, actor: Actor, unit_ids: Sequence[UUID]) -> dict[UUID, Enrolment]:
    units = session.scalars(
        sa.select(Enrolment)
        .where(Enrolment.id.in_(unit_ids), visible_to(actor))
        .order_by(Enrolment.id)
        .with_for_update()
    )
    found = {unit.id: unit for unit in units}
    if set(unit_ids) - found.keys():
        raise NotFoundError
    return found


def _check_holds(session: Session, actor: Actor, role: Role, person_ids: set[UUID]) -> None:
    held = session.scalars(
        sa.select(RoleHolding.person_id).where(
            RoleHolding.provider_id == actor.provider_id,
            RoleHolding.person_id.in_(person_ids),
            RoleHolding.role == role,
            RoleHolding.ended_at.is_(None),
        )
    )
    if person_ids - set(held):
        raise NotFoundError
