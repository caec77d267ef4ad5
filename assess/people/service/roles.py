from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.journal.service import record_deed
from assess.people.models import RoleHolding
from assess.people.rules.links import LinkPurpose
from assess.people.rules.roles import (
    NewRole,
    check_giver,
    check_leaving_manager,
    check_new_role,
    is_waiting,
)
from assess.people.service.links import end_links
from assess.people.service.placing import lay_out
from assess.people.service.sites import place_sites
from assess.refusals import NotFoundError, StaleError


def give_role(
    session: Session, *, actor: Actor, person_id: UUID, new: NewRole, now: datetime
) -> UUID:
    """Give somebody of the provider a role, or change the site and date qualified of one.

    Where they have not come yet, the role waits with the others for them.
    """
    check_giver(actor.role)
    [holding] = give_roles(
        session, provider_id=actor.provider_id, wanted=[(person_id, new)], now=now
    )
    record_deed(
        session,
        deed="give_role",
        now=now,
        subject_id=person_id,
        actor=actor,
        facts={
            "role": holding.role.value, "site": holding.site, "qualified": holding.qualified_on,
        },
    )  # fmt: skip
    return person_id


def give_roles(
    session: Session,
    *,
    provider_id: UUID,
    wanted: Sequence[tuple[UUID, NewRole]],
    now: datetime,
) -> list[RoleHolding]:
    """Give many people of the provider their roles at once. Whose deed it is records it."""
    held: dict[UUID, list[RoleHolding]] = defaultdict(list)
    for holding in session.scalars(
        sa.select(RoleHolding)
        .where(
            RoleHolding.provider_id == provider_id,
            RoleHolding.person_id.in_([person_id for person_id, _ in wanted]),
        )
        .order_by(RoleHolding.id)
    ):
        held[holding.person_id].append(holding)
    named = {new.site for _, new in wanted}
    sites = place_sites(session, provider_id=provider_id, names=named, now=now)
    given = []
    for person_id, new in wanted:
        checked = check_new_role(new, today=now.date())
        holding = _give(held[person_id], person_id, checked, now)
        lay_out(holding, checked, site=sites[new.site])
        given.append(holding)
    session.add_all(given)
    session.flush()
    return given


def _give(held: list[RoleHolding], person_id: UUID, wanted: NewRole, now: datetime) -> RoleHolding:
    if not held:
        raise NotFoundError
    holding = next((known for known in held if known.role is wanted.role), None)
    if holding is None:
        holding = RoleHolding(
            provider_id=held[0].provider_id, person_id=person_id, role=wanted.role, created_at=now
        )
    if holding.ended_at is not None or holding not in held:
        waiting = is_waiting(known.invited_as for known in held)
        holding.invited_as = held[0].invited_as if waiting else None
    holding.ended_at = None
    return holding


def change_role(
    session: Session,
    *,
    actor: Actor,
    role_holding_id: UUID,
    new: NewRole,
    version: int,
    now: datetime,
) -> UUID:
    """Change what is said of a role that somebody holds, and give whose it is.

    Raises:
        StaleError: where somebody changed it since the page was opened.

    """
    check_giver(actor.role)
    holding = _find_held(session, actor, role_holding_id)
    if holding.version != version:
        raise StaleError({"version": str(holding.version)})
    said = check_new_role(new, today=now.date())
    named = place_sites(session, provider_id=actor.provider_id, names=[new.site], now=now)
    lay_out(holding, said, site=named[new.site])
    holding.capacity = said.capacity
    facts = {
        "role": holding.role.value,
        "site": holding.site,
        "qualified": holding.qualified_on,
        "judges_in": ", ".join(holding.judges_in or ()),
        "capacity": holding.capacity,
    }
    record_deed(
        session,
        deed="change_role",
        now=now,
        subject_id=holding.person_id,
        actor=actor,
        facts=facts,
    )
    return holding.person_id


def end_role(session: Session, *, actor: Actor, role_holding_id: UUID, now: datetime) -> UUID:
    """End a role, and give whose it was: it opens nothing from the next request on."""
    check_giver(actor.role)
    holding = _find_held(session, actor, role_holding_id)
    _check_managers_left(session, holding)
    holding.ended_at = now
    record_deed(
        session,
        deed="end_role",
        now=now,
        subject_id=holding.person_id,
        actor=actor,
        facts={"role": holding.role.value},
    )
    return holding.person_id


def let_person_leave(session: Session, *, actor: Actor, person_id: UUID, now: datetime) -> UUID:
    """End every role that somebody holds at the provider, and any invitation that waits for them.

    Their record stays with those who had it.
    """
    check_giver(actor.role)
    held = session.scalars(
        sa.select(RoleHolding)
        .where(
            RoleHolding.provider_id == actor.provider_id,
            RoleHolding.person_id == person_id,
            RoleHolding.ended_at.is_(None),
        )
        .order_by(RoleHolding.id)
    ).all()
    if not held:
        raise NotFoundError
    for holding in held:
        _check_managers_left(session, holding)
    for holding in held:
        holding.ended_at = now
    end_links(
        session,
        person_id=person_id,
        purpose=LinkPurpose.INVITATION,
        provider_id=actor.provider_id,
        now=now,
    )
    record_deed(
        session,
        deed="let_person_leave",
        now=now,
        subject_id=person_id,
        actor=actor,
        facts={"roles": ", ".join(holding.role.value for holding in held)},
    )
    return person_id


def _find_held(session: Session, actor: Actor, role_holding_id: UUID) -> RoleHolding:
    holding = session.scalar(
        sa.select(RoleHolding)
        .where(
            RoleHolding.id == role_holding_id,
            RoleHolding.provider_id == actor.provider_id,
            RoleHolding.ended_at.is_(None),
        )
        .with_for_update()
    )
    if holding is None:
        raise NotFoundError
    return holding


def _check_managers_left(session: Session, holding: RoleHolding) -> None:
    others = session.scalar(
        sa.select(sa.func.count()).where(
            RoleHolding.provider_id == holding.provider_id,
            RoleHolding.role == holding.role,
            RoleHolding.ended_at.is_(None),
            RoleHolding.invited_as.is_(None),
            RoleHolding.id != holding.id,
        )
    )
    check_leaving_manager(role=holding.role, other_managers=others or 0)
