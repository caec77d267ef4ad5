"""One year of a membership: its rules, what the record holds of it, and what was declared."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdDeclaration
from assess.cpd.queries.memberships import MembershipView, find_membership
from assess.cpd.queries.year_rows import (
    ActivityRow,
    Owner,
    StatementRow,
    YearRow,
    find_row,
    list_rows,
    list_statements,
)
from assess.cpd.rules.declaring import DeclarationState, state_of
from assess.cpd.rules.gaps import Explanation
from assess.cpd.rules.packs import Pack
from assess.cpd.rules.year_digest import digest_of
from assess.cpd.rules.year_standing import Held, YearStanding, is_counted, stand
from assess.cpd.rules.years import Period
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class DeclarationView:
    id: UUID
    words: str
    language: str
    summary: dict[str, Any]
    declared_at: datetime


@dataclass(frozen=True)
class YearView:
    """A year with everything that its page works from."""

    owner: Owner
    membership: MembershipView
    pack: Pack
    period: Period
    today: date
    row: YearRow | None
    activities: tuple[ActivityRow, ...]
    statements: tuple[StatementRow, ...]
    declarations: tuple[DeclarationView, ...]
    """The newest first."""

    @property
    def held(self) -> Held:
        kinds = Counter(one.kind for one in self.statements)
        return Held(
            activities=tuple(one.counted for one in self.activities),
            statements=dict(kinds),
            answers=self.row.answers if self.row else {},
            explained=explanations_of(self.row),
        )

    @property
    def done(self) -> tuple[ActivityRow, ...]:
        return tuple(one for one in self.activities if is_counted(one.counted, self.period))

    @property
    def standing(self) -> YearStanding:
        return stand(
            self.pack,
            self.held,
            period=self.period,
            today=self.today,
            target_hundredths=self.membership.target_hundredths,
            target_unit=self.membership.target_unit,
        )

    @property
    def stamp(self) -> str:
        """Give the digest of what the record holds now, in its versions."""
        row = self.row
        return digest_of(
            {
                "pack": [self.pack.key, self.pack.version],
                "activities": stamps_of(self.done),
                "statements": [
                    [one.reflection_id, one.kind, one.number] for one in self.statements
                ],
                "answers": dict(row.answers) if row else {},
                "gaps": list(row.gaps) if row else [],
            }
        )

    @property
    def state(self) -> DeclarationState:
        newest = self.declarations[0].summary if self.declarations else None
        return state_of(self.stamp, declared=newest)


def stamps_of(activities: tuple[ActivityRow, ...]) -> list[list[object]]:
    """Give each activity with its version and how much hangs on it."""
    return [[one.id, one.version, one.evidence, one.reflections] for one in activities]


def explanations_of(row: YearRow | None) -> tuple[Explanation, ...]:
    return tuple(
        Explanation(
            from_day=date.fromisoformat(one["from"]),
            until=date.fromisoformat(one["until"]),
            words=one["words"],
            language=one["language"],
        )
        for one in (row.gaps if row else [])
    )


def load_year(
    session: Session, actor: Actor, membership_id: UUID, starts_on: str, *, today: date
) -> YearView:
    """Read a year of one of the actor's own memberships, in five statements.

    Raises:
        NotFoundError: when the membership is not theirs, or none of its years starts on this day.

    """
    membership = find_membership(session, actor, membership_id)
    period = membership.period_from(_day(starts_on), today)
    pack = membership.pack_on(period.starts_on)
    if pack is None:
        raise NotFoundError
    owner = Owner(actor.person_id, actor.provider_id)
    return YearView(
        owner=owner,
        membership=membership,
        pack=pack,
        period=period,
        today=today,
        row=find_row(session, membership.id, period.starts_on),
        activities=tuple(list_rows(session, owner, period)),
        statements=tuple(list_statements(session, membership.id, period.starts_on)),
        declarations=tuple(
            list_declarations(
                session,
                CpdDeclaration.membership_id == membership.id,
                CpdDeclaration.starts_on == period.starts_on,
            )
        ),
    )


def list_declarations(session: Session, *which: sa.ColumnElement[bool]) -> list[DeclarationView]:
    rows = session.execute(
        sa.select(
            CpdDeclaration.id,
            CpdDeclaration.words,
            CpdDeclaration.language,
            CpdDeclaration.summary,
            CpdDeclaration.declared_at,
        )
        .where(*which)
        .order_by(CpdDeclaration.declared_at.desc(), CpdDeclaration.id.desc())
    )
    return [DeclarationView(*row) for row in rows]


def _day(typed: str) -> date:
    """Read the day that an address names; any other is no address of ours."""
    try:
        day = date.fromisoformat(typed)
    except ValueError as unknown:
        raise NotFoundError from unknown
    if day.isoformat() != typed:
        raise NotFoundError
    return day
