"""Units that nobody has been given yet, and the people who may be given them with what they carry.

Here and not in enrolment: whether a unit is open, when somebody was last in touch and when they
visit next is known to assessment.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor, Role
from assess.assessment.models import JointSession, JointSessionUnit, Judgement, Request, SignOff
from assess.assessment.queries.states import stands
from assess.bilingual import Language
from assess.enrolment.models import Competence, Enrolment
from assess.enrolment.queries.choosing import is_chosen
from assess.enrolment.rules.allocating import Judge, Waiting
from assess.enrolment.rules.choosing import UnitChoice
from assess.evidence.models import Evidence, Mapping
from assess.people.models import Person, RoleHolding
from assess.people.queries import name_at
from assess.standards.models import Standard

EVERY_UNIT = UnitChoice()
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class WaitingUnit:
    """A unit without an assessor, or without an IQA; or whose holder has left."""

    unit: Waiting
    version: int
    practitioner: str
    urn: str
    cohort: str
    had_by: str | None
    """Who has left and had it until then."""


@dataclass(frozen=True)
class JudgeView:
    """Somebody who may be given units, and how they are placed."""

    judge: Judge
    name: str
    last_contact: datetime | None
    next_visit: datetime | None


@dataclass(frozen=True)
class CarriedUnit:
    """An open unit that somebody has."""

    id: UUID
    practitioner: str
    urn: str
    cohort: str
    last_contact: datetime | None
    next_visit: datetime | None


def list_unallocated(
    session: Session, actor: Actor, role: Role, choice: UnitChoice, *, limit: int, offset: int
) -> list[WaitingUnit]:
    """Give the chosen open units that nobody in the role has, by practitioner's name."""
    practitioner, holder = aliased(Person), aliased(Person)
    name = name_at(actor.provider_id, practitioner)
    rows = session.execute(
        sa.select(
            Enrolment.id,
            Enrolment.practitioner_id,
            Enrolment.standard_id,
            Enrolment.assessment_language,
            sa.func.coalesce(_site(), ""),
            _holder(_other(role)),
            Enrolment.version,
            name,
            Standard.urn,
            Enrolment.cohort,
            name_at(actor.provider_id, holder),
        )
        .join(practitioner, practitioner.id == Enrolment.practitioner_id)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .outerjoin(holder, holder.id == _holder(role))
        .where(_is_unallocated(actor, role, choice))
        .order_by(sa.func.lower(name), Standard.urn, Enrolment.id)
        .limit(limit)
        .offset(offset)
    )
    return [WaitingUnit(Waiting(*row[:6]), *row[6:]) for row in rows]


def count_unallocated(session: Session, actor: Actor, role: Role, choice: UnitChoice) -> int:
    count = sa.select(sa.func.count(Enrolment.id)).where(_is_unallocated(actor, role, choice))
    return session.scalar(count) or 0


def list_judges(session: Session, actor: Actor, role: Role, *, now: datetime) -> list[JudgeView]:
    """Give who holds the role now, by name, with what each carries."""
    name = name_at(actor.provider_id, Person)
    rows = session.execute(
        sa.select(Person.id, name, RoleHolding.capacity, RoleHolding.judges_in, RoleHolding.site)
        .join(RoleHolding, RoleHolding.person_id == Person.id)
        .where(
            RoleHolding.provider_id == actor.provider_id,
            RoleHolding.role == role,
            RoleHolding.ended_at.is_(None),
        )
        .order_by(sa.func.lower(name), Person.id)
    ).all()
    carried = _open_units(session, actor, role)
    competence = _competence(session, actor, [row.id for row in rows])
    contacts = _contacts(session, actor, role, by="person")
    visits = _visits(session, actor, role, by=_holder(role), now=now)
    return [
        JudgeView(
            Judge(
                person_id=row.id,
                open_units=carried.get(row.id, 0),
                capacity=row.capacity,
                judges_in=frozenset(Language(tag) for tag in row.judges_in or ()),
                competent_in=frozenset(competence[row.id]),
                site=row.site,
            ),
            row[1],
            contacts.get(row.id),
            visits.get(row.id),
        )
        for row in rows
    ]


def list_carried(
    session: Session, actor: Actor, role: Role, person_id: UUID, *, now: datetime
) -> list[CarriedUnit]:
    """Give the open units that somebody has, those without any contact first."""
    practitioner = aliased(Person)
    name = name_at(actor.provider_id, practitioner)
    rows = session.execute(
        sa.select(Enrolment.id, name.label("practitioner"), Standard.urn, Enrolment.cohort)
        .join(practitioner, practitioner.id == Enrolment.practitioner_id)
        .join(Standard, Standard.id == Enrolment.standard_id)
        .where(_is_open(actor, role), _holder(role) == person_id)
        .order_by(sa.func.lower(name), Standard.urn, Enrolment.id)
    ).all()
    contacts = _contacts(session, actor, role, by="unit", person_id=person_id)
    visits = _visits(session, actor, role, by=Enrolment.id, now=now)
    carried = [
        CarriedUnit(
            id=row.id,
            practitioner=row.practitioner,
            urn=row.urn,
            cohort=row.cohort,
            last_contact=contacts.get(row.id),
            next_visit=visits.get(row.id),
        )
        for row in rows
    ]
    return sorted(carried, key=lambda unit: unit.last_contact or _LONG_AGO)


def _other(role: Role) -> Role:
    return Role.IQA if role is Role.ASSESSOR else Role.ASSESSOR


def _holder(role: Role) -> Any:  # noqa: ANN401 (one of two columns)
    return Enrolment.assessor_id if role is Role.ASSESSOR else Enrolment.iqa_id


def _is_open(actor: Actor, role: Role, choice: UnitChoice = EVERY_UNIT) -> sa.ColumnElement[bool]:
    """Tell which chosen units still need somebody: the IQA until the certificate is claimed."""
    if role is Role.IQA:
        return is_chosen(actor, choice) & Enrolment.certificate_claimed_on.is_(None)
    signed_off = sa.exists().where(SignOff.enrolment_id == Enrolment.id, stands())
    return is_chosen(actor, choice) & ~signed_off


def _is_unallocated(actor: Actor, role: Role, choice: UnitChoice) -> sa.ColumnElement[bool]:
    held = sa.exists().where(
        RoleHolding.person_id == _holder(role),
        RoleHolding.provider_id == Enrolment.provider_id,
        RoleHolding.role == role,
        RoleHolding.ended_at.is_(None),
    )
    return _is_open(actor, role, choice) & ~held


def _site() -> sa.ScalarSelect[str]:
    return (
        sa.select(RoleHolding.site)
        .where(
            RoleHolding.person_id == Enrolment.practitioner_id,
            RoleHolding.provider_id == Enrolment.provider_id,
            RoleHolding.role == Role.PRACTITIONER,
        )
        .scalar_subquery()
    )


def _open_units(session: Session, actor: Actor, role: Role) -> dict[UUID, int]:
    holder = _holder(role)
    counted = (
        sa.select(holder, sa.func.count(Enrolment.id))
        .where(_is_open(actor, role), holder.is_not(None))
        .group_by(holder)
    )
    return dict(session.execute(counted).tuples().all())


def _competence(
    session: Session, actor: Actor, person_ids: Iterable[UUID]
) -> dict[UUID, set[UUID]]:
    """Give the standards that each is competent in: every version, whichever was named."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    named = aliased(Standard)
    rows = session.execute(
        sa.select(Competence.person_id, Standard.id)
        .join(named, named.id == Competence.standard_id)
        .join(Standard, Standard.urn == named.urn)
        .where(
            Competence.provider_id == actor.provider_id,
            Competence.person_id.in_(list(person_ids)),
        )
    )
    for person_id, standard_id in rows:
        found[person_id].add(standard_id)
    return found


def _contacts(
    session: Session, actor: Actor, role: Role, *, by: str, person_id: UUID | None = None
) -> dict[UUID, datetime]:
    """Give when each holder last judged, asked or recorded something on a unit that they have."""
    holder = _holder(role)
    mapped = sa.exists().where(
        Mapping.evidence_id == Evidence.id, Mapping.enrolment_id == Enrolment.id
    )
    recorded = (Evidence.provider_id == Enrolment.provider_id) & (
        Evidence.practitioner_id == Enrolment.practitioner_id
    )
    kinds = (
        (
            Judgement,
            Judgement.made_at,
            Judgement.enrolment_id == Enrolment.id,
            Judgement.assessor_id,
        ),
        (Request, Request.asked_at, Request.enrolment_id == Enrolment.id, Request.asked_by_id),
        (Evidence, Evidence.created_at, recorded & mapped, Evidence.made_by_id),
    )
    wanted = _is_open(actor, role) & (holder == person_id if person_id else sa.true())
    happened = sa.union_all(
        *(
            sa.select(Enrolment.id.label("unit"), holder.label("person"), at.label("at"))
            .join(table, joined & (who == holder))
            .where(wanted)
            for table, at, joined, who in kinds
        )
    ).subquery()
    newest = sa.select(happened.c[by], sa.func.max(happened.c.at)).group_by(happened.c[by])
    return dict(session.execute(newest).tuples().all())


def _visits(
    session: Session,
    actor: Actor,
    role: Role,
    *,
    by: Any,  # noqa: ANN401 (a column)
    now: datetime,
) -> dict[UUID, datetime]:
    planned = (
        sa.select(by, sa.func.min(JointSession.starts_at))
        .join(JointSessionUnit, JointSessionUnit.enrolment_id == Enrolment.id)
        .join(JointSession, JointSession.id == JointSessionUnit.joint_session_id)
        .where(_is_open(actor, role), by.is_not(None), JointSession.starts_at >= now)
        .group_by(by)
    )
    return dict(session.execute(planned).tuples().all())
