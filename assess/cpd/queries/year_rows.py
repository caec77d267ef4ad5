"""What a person's record holds of a period, row by row: each in one statement.

Whose record it is has been settled by whoever asks: see years, audit and releases.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.cpd.models import (
    CpdActivity,
    CpdActivityEvidence,
    CpdActivityReflection,
    CpdStatement,
    CpdYear,
)
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.cpd.rules.year_standing import YearActivity
from assess.cpd.rules.years import Period
from assess.reflection.models import Reflection, ReflectionVersion

BEGINNING = 80
"""How much of a reflection without a title stands for it."""


@dataclass(frozen=True)
class Owner:
    """Whose record: one person's at one provider."""

    person_id: UUID
    provider_id: UUID


@dataclass(frozen=True)
class ActivityRow:
    """An activity as the year page lists it, and as its standing counts it."""

    id: UUID
    version: int
    title: str
    language: str
    kind: ActivityKind
    starts_on: date
    ends_on: date
    done_on: date | None
    is_planned: bool
    hundredths: int | None
    unit: CpdUnit | None
    has_learned: bool
    has_outcome: bool
    evidence: int
    reflections: int

    @property
    def counted(self) -> YearActivity:
        return YearActivity(
            id=self.id,
            kind=self.kind,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            is_planned=self.is_planned,
            is_done=self.done_on is not None,
            hundredths=self.hundredths,
            unit=self.unit,
            has_outcome=self.has_outcome,
            has_evidence=self.evidence > 0,
            has_reflection=self.has_learned or self.reflections > 0,
        )


@dataclass(frozen=True)
class YearRow:
    """What the person said of a year; None stands for a year of which nothing was said."""

    id: UUID
    version: int
    answers: dict[str, bool]
    gaps: list[dict[str, str]]


@dataclass(frozen=True)
class StatementRow:
    id: UUID
    kind: str
    reflection_id: UUID
    number: int
    """Of its newest version."""

    title: str
    """Its title, or its first words."""

    language: str
    saved_at: datetime


def in_record(owner: Owner, period: Period) -> sa.ColumnElement[bool]:
    """Give the condition that leaves what touches a period of somebody's record."""
    return sa.and_(
        CpdActivity.person_id == owner.person_id,
        CpdActivity.provider_id == owner.provider_id,
        CpdActivity.removed_at.is_(None),
        CpdActivity.starts_on <= period.ends_on,
        CpdActivity.ends_on >= period.starts_on,
    )


def list_rows(session: Session, owner: Owner, period: Period) -> list[ActivityRow]:
    """Give the activities of a period, planned and done, in the order of their days."""
    evidence = _count(CpdActivityEvidence)
    reflections = _count(CpdActivityReflection)
    rows = session.execute(
        sa.select(
            CpdActivity.id,
            CpdActivity.version,
            CpdActivity.title,
            CpdActivity.language,
            CpdActivity.kind,
            CpdActivity.starts_on,
            CpdActivity.ends_on,
            CpdActivity.done_on,
            CpdActivity.is_planned,
            CpdActivity.hundredths,
            CpdActivity.unit,
            CpdActivity.learned != "",
            sa.or_(CpdActivity.applied != "", CpdActivity.impact != ""),
            evidence,
            reflections,
        )
        .where(in_record(owner, period))
        .order_by(CpdActivity.ends_on, CpdActivity.starts_on, CpdActivity.id)
    )
    return [ActivityRow(*row) for row in rows]


def find_row(session: Session, membership_id: UUID, starts_on: date) -> YearRow | None:
    row = session.execute(
        sa.select(CpdYear.id, CpdYear.version, CpdYear.answers, CpdYear.gaps).where(
            CpdYear.membership_id == membership_id, CpdYear.starts_on == starts_on
        )
    ).first()
    return YearRow(*row) if row else None


def list_statements(session: Session, membership_id: UUID, starts_on: date) -> list[StatementRow]:
    """Give the statements of a year, in the order in which they were marked."""
    rows = session.execute(
        sa.select(
            CpdStatement.id,
            CpdStatement.kind,
            Reflection.id,
            ReflectionVersion.number,
            called(),
            ReflectionVersion.language,
            ReflectionVersion.saved_at,
        )
        .join(CpdYear, CpdYear.id == CpdStatement.year_id)
        .join(Reflection, Reflection.id == CpdStatement.reflection_id)
        .join(ReflectionVersion, is_newest())
        .where(CpdYear.membership_id == membership_id, CpdYear.starts_on == starts_on)
        .order_by(CpdStatement.id)
    )
    return [StatementRow(*row) for row in rows]


def called() -> sa.ColumnElement[str]:
    """Give what a reflection is called: its title, or its first words."""
    return sa.func.coalesce(
        sa.func.nullif(ReflectionVersion.title, ""),
        sa.func.substr(ReflectionVersion.words, 1, BEGINNING),
    )


def is_newest() -> sa.ColumnElement[bool]:
    return sa.and_(
        ReflectionVersion.reflection_id == Reflection.id,
        ReflectionVersion.number == Reflection.newest,
    )


def _count(links: Any) -> sa.ScalarSelect[int]:  # noqa: ANN401 (a table of links)
    return sa.select(sa.func.count()).where(links.activity_id == CpdActivity.id).scalar_subquery()
