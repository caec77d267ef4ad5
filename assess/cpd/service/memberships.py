from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.clocks.rules import day_in_london
from assess.cpd.models import CpdMembership
from assess.cpd.queries.memberships import has_anything_said, list_memberships
from assess.cpd.queries.packs import list_packs
from assess.cpd.rules.kinds import CpdUnit
from assess.cpd.rules.packs import OWN_TARGET
from assess.cpd.rules.years import SomethingSaidError, check_end, check_membership
from assess.db import new_id
from assess.journal.service import record_deed
from assess.people.models import Person
from assess.refusals import NotFoundError, StaleError


@dataclass(frozen=True)
class MembershipTerms:
    pack: str
    starts_on: date
    target_hundredths: int | None = None
    target_unit: CpdUnit | None = None
    """How much of what, for the pack that leaves it to the person; else empty."""


def add_membership(
    session: Session, *, actor: Actor, terms: MembershipTerms, now: datetime
) -> UUID:
    """Keep the record under a body's rules from a day on."""
    # Two posts at the same moment follow each other: one pack is held once at a time.
    session.execute(
        sa.select(Person.id).where(Person.id == actor.person_id).with_for_update(of=Person)
    )
    today = day_in_london(now)
    check_membership(
        pack=terms.pack,
        is_known=list_packs().in_force_on(terms.pack, terms.starts_on) is not None,
        starts_on=terms.starts_on,
        target_hundredths=terms.target_hundredths,
        target_unit=terms.target_unit,
        others=tuple((one.pack, one.lasted) for one in list_memberships(session, actor)),
        today=today,
    )
    is_own = terms.pack == OWN_TARGET
    membership = CpdMembership(
        id=new_id(),
        provider_id=actor.provider_id,
        person_id=actor.person_id,
        pack=terms.pack,
        starts_on=terms.starts_on,
        target_hundredths=terms.target_hundredths if is_own else None,
        target_unit=terms.target_unit if is_own else None,
        created_at=now,
    )
    session.add(membership)
    record_deed(
        session,
        deed="add_membership",
        now=now,
        subject_id=membership.id,
        actor=actor,
        facts={"pack": terms.pack, "starts_on": terms.starts_on},
    )
    return membership.id


def end_membership(
    session: Session,
    *,
    actor: Actor,
    membership_id: UUID,
    ends_on: date,
    version: int,
    now: datetime,
) -> UUID:
    """Say on which day a membership ended, or move that day. Its years are kept."""
    membership = own_membership(session, actor, membership_id)
    if membership.version != version:
        raise StaleError({"ends_on": str(membership.ends_on or "")})
    check_end(membership.starts_on, ends_on)
    membership.ends_on = ends_on
    record_deed(
        session,
        deed="end_membership",
        now=now,
        subject_id=membership_id,
        actor=actor,
        facts={"ends_on": ends_on},
    )
    return membership_id


def remove_membership(
    session: Session, *, actor: Actor, membership_id: UUID, now: datetime
) -> UUID:
    """Take out a membership that was entered by mistake: one of which nothing was said."""
    membership = own_membership(session, actor, membership_id)
    if has_anything_said(session, membership_id):
        raise SomethingSaidError
    session.delete(membership)
    record_deed(session, deed="remove_membership", now=now, subject_id=membership_id, actor=actor)
    return membership_id


def own_membership(session: Session, actor: Actor, membership_id: UUID) -> CpdMembership:
    """Find one of the actor's memberships, held until the deed is done.

    Raises:
        NotFoundError: when there is none, or it is somebody else's.

    """
    found = session.scalar(
        sa.select(CpdMembership)
        .where(
            CpdMembership.id == membership_id,
            CpdMembership.person_id == actor.person_id,
            CpdMembership.provider_id == actor.provider_id,
        )
        .with_for_update()
    )
    if found is None:
        raise NotFoundError
    return found
