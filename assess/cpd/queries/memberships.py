"""The memberships of a person, and the years that follow from them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdDeclaration, CpdMembership, CpdYear
from assess.cpd.queries.packs import list_packs
from assess.cpd.rules.kinds import CpdUnit
from assess.cpd.rules.packs import Pack
from assess.cpd.rules.years import Period, period_at, periods_of
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class MembershipView:
    id: UUID
    pack: str
    starts_on: date
    ends_on: date | None
    target_hundredths: int | None
    target_unit: CpdUnit | None
    version: int

    @property
    def lasted(self) -> Period:
        return Period(self.starts_on, self.ends_on or date.max)

    def pack_on(self, day: date) -> Pack | None:
        """Give the rules that were in force on a day: None where their file has gone."""
        return list_packs().in_force_on(self.pack, day)

    def periods(self, today: date) -> tuple[Period, ...]:
        """Give the years up to today's. How long they are is what the rules of the start say."""
        pack = self.pack_on(self.starts_on)
        return periods_of(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            years=pack.period_years if pack else 1,
            today=today,
        )

    def period_from(self, day: date, today: date) -> Period:
        """Give the year that starts on a day.

        Raises:
            NotFoundError: when none of this membership does.

        """
        pack = self.pack_on(self.starts_on)
        found = period_at(
            day,
            of_membership=self.starts_on,
            ends_on=self.ends_on,
            years=pack.period_years if pack else 1,
            today=today,
        )
        if found is None:
            raise NotFoundError
        return found


def list_memberships(session: Session, actor: Actor) -> list[MembershipView]:
    """Give the actor's memberships at this provider: those that go on first, the newest first."""
    rows = session.execute(
        _memberships(actor).order_by(
            CpdMembership.ends_on.is_not(None),
            CpdMembership.starts_on.desc(),
            CpdMembership.id.desc(),
        )
    )
    return [MembershipView(*row) for row in rows]


def find_membership(session: Session, actor: Actor, membership_id: UUID) -> MembershipView:
    """Find one of the actor's own memberships.

    Raises:
        NotFoundError: when there is none, or it is somebody else's.

    """
    row = session.execute(_memberships(actor).where(CpdMembership.id == membership_id)).first()
    if row is None:
        raise NotFoundError
    return MembershipView(*row)


def has_anything_said(session: Session, membership_id: UUID) -> bool:
    """Say whether anything was said or declared of a year of a membership."""
    said = sa.exists().where(CpdYear.membership_id == membership_id)
    declared = sa.exists().where(CpdDeclaration.membership_id == membership_id)
    return bool(session.scalar(sa.select(said | declared)))


def _memberships(actor: Actor) -> sa.Select[Any]:
    return sa.select(
        CpdMembership.id,
        CpdMembership.pack,
        CpdMembership.starts_on,
        CpdMembership.ends_on,
        CpdMembership.target_hundredths,
        CpdMembership.target_unit,
        CpdMembership.version,
    ).where(
        CpdMembership.person_id == actor.person_id,
        CpdMembership.provider_id == actor.provider_id,
    )
