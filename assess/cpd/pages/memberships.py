"""The list of a person's memberships, and what they are asked to declare."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from assess.cpd.pages.amounts import amount_words
from assess.cpd.pages.packs import said
from assess.cpd.rules.years import Period

if TYPE_CHECKING:
    from assess.cpd.queries.declarations import AskedOf
    from assess.cpd.queries.memberships import MembershipView

YEARS_SHOWN = 3


@dataclass(frozen=True)
class MembershipLine:
    id: UUID
    pack: str
    name: str
    starts_on: date
    ends_on: date | None
    target: str
    """Empty where the pack leaves nothing to the person."""

    years: tuple[Period, ...]
    """The newest first."""

    version: int

    @property
    def newest(self) -> tuple[Period, ...]:
        return self.years[:YEARS_SHOWN]


@dataclass(frozen=True)
class AskedLine:
    id: UUID
    period: Period
    due_on: date
    is_late: bool
    declared_at: datetime | None


@dataclass(frozen=True)
class MembershipsPage:
    lines: tuple[MembershipLine, ...]
    asked: tuple[AskedLine, ...]
    may_release: bool


def memberships_page(
    memberships: "Sequence[MembershipView]",
    asked: "Sequence[AskedOf]",
    *,
    may_release: bool,
    today: date,
) -> MembershipsPage:
    return MembershipsPage(
        lines=tuple(membership_line(one, today) for one in memberships),
        asked=tuple(
            AskedLine(
                one.id,
                one.period,
                one.due_on,
                is_late=one.declared_at is None and one.due_on < today,
                declared_at=one.declared_at,
            )
            for one in asked
        ),
        may_release=may_release,
    )


def membership_line(one: "MembershipView", today: date) -> MembershipLine:
    pack = one.pack_on(today)
    return MembershipLine(
        id=one.id,
        pack=one.pack,
        name=said(pack.name) if pack else one.pack,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        target=amount_words(one.target_hundredths, one.target_unit),
        years=tuple(reversed(one.periods(today))),
        version=one.version,
    )
