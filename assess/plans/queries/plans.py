from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.plans.models import Plan, PlanSection, PlanSectionVersion, PlanTemplate
from assess.plans.queries.templates import template_in
from assess.plans.rules.template import Template, Words
from assess.refusals import NotFoundError

PAGE_SIZE = 50


@dataclass(frozen=True)
class PlanHead:
    """A plan as a list shows it."""

    id: UUID
    title: str
    language: str
    template: Words
    sections: int
    sections_begun: int
    changed_at: datetime


@dataclass(frozen=True)
class SectionView:
    """What is saved of a section; version 0 with nothing in it where nothing is."""

    newest: int
    content: Mapping[str, Any]
    saved_at: datetime | None


@dataclass(frozen=True)
class PlanView:
    id: UUID
    title: str
    language: str
    version: int
    template: Template
    evidence_id: UUID | None
    sections: Mapping[str, SectionView]
    created_at: datetime

    @property
    def contents(self) -> dict[str, Mapping[str, Any]]:
        return {key: one.content for key, one in self.sections.items()}

    def section(self, key: str) -> SectionView:
        return self.sections.get(key, SectionView(0, {}, None))


@dataclass(frozen=True)
class SavedVersion:
    number: int
    saved_at: datetime


def list_plans(session: Session, actor: Actor, *, page: int = 1) -> tuple[list[PlanHead], int]:
    """Give one page of the actor's own plans, newest work first, and how many there are."""
    begun, last = _work_on()
    found = session.scalar(sa.select(sa.func.count()).select_from(Plan).where(own(actor))) or 0
    changed = sa.func.coalesce(last, Plan.created_at)
    rows = session.execute(
        sa.select(
            Plan.id, Plan.title, Plan.language, PlanTemplate.text, begun, last, Plan.created_at
        )
        .join(PlanTemplate, PlanTemplate.id == Plan.template_id)
        .where(own(actor))
        .order_by(changed.desc(), Plan.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return [_head(row) for row in rows], found


def _work_on() -> tuple[sa.ScalarSelect[int], sa.ScalarSelect[datetime]]:
    begun = sa.select(sa.func.count()).where(PlanSection.plan_id == Plan.id)
    last = (
        sa.select(sa.func.max(PlanSectionVersion.saved_at))
        .join(PlanSection, PlanSection.id == PlanSectionVersion.section_id)
        .where(PlanSection.plan_id == Plan.id)
    )
    return begun.correlate(Plan).scalar_subquery(), last.correlate(Plan).scalar_subquery()


def _head(row: sa.Row[Any]) -> PlanHead:
    template = template_in(row[3])
    return PlanHead(
        row[0], row[1], row[2], template.title, len(template.sections), row[4], row[5] or row[6]
    )


def find_plan(session: Session, actor: Actor, plan_id: UUID) -> PlanView:
    """Find one of the actor's own plans with what is saved of it, in two statements.

    Raises:
        NotFoundError: when there is none, or it is somebody else's.

    """
    row = session.execute(
        sa.select(
            Plan.id,
            Plan.title,
            Plan.language,
            Plan.version,
            PlanTemplate.text,
            Plan.evidence_id,
            Plan.created_at,
        )
        .join(PlanTemplate, PlanTemplate.id == Plan.template_id)
        .where(own(actor), Plan.id == plan_id)
    ).first()
    if row is None:
        raise NotFoundError
    return PlanView(
        row[0],
        row[1],
        row[2],
        row[3],
        template_in(row[4]),
        row[5],
        newest_sections(session, plan_id),
        row[6],
    )


def newest_sections(session: Session, plan_id: UUID) -> dict[str, SectionView]:
    rows = session.execute(
        sa.select(
            PlanSection.key,
            PlanSection.newest,
            PlanSectionVersion.content,
            PlanSectionVersion.saved_at,
        )
        .join(
            PlanSectionVersion,
            (PlanSectionVersion.section_id == PlanSection.id)
            & (PlanSectionVersion.number == PlanSection.newest),
        )
        .where(PlanSection.plan_id == plan_id)
    )
    return {row[0]: SectionView(row[1], row[2], row[3]) for row in rows}


def list_versions(session: Session, plan_id: UUID, key: str) -> list[SavedVersion]:
    """Give the versions of a section of a plan that was found for the actor, newest first."""
    rows = session.execute(
        sa.select(PlanSectionVersion.number, PlanSectionVersion.saved_at)
        .join(PlanSection, PlanSection.id == PlanSectionVersion.section_id)
        .where(PlanSection.plan_id == plan_id, PlanSection.key == key)
        .order_by(PlanSectionVersion.number.desc())
    )
    return [SavedVersion(*row) for row in rows]


def find_version(session: Session, plan_id: UUID, key: str, number: int) -> SectionView:
    """Find one version of a section of a plan that was found for the actor."""
    row = session.execute(
        sa.select(PlanSectionVersion.content, PlanSectionVersion.saved_at)
        .join(PlanSection, PlanSection.id == PlanSectionVersion.section_id)
        .where(
            PlanSection.plan_id == plan_id,
            PlanSection.key == key,
            PlanSectionVersion.number == number,
        )
    ).first()
    if row is None:
        raise NotFoundError
    return SectionView(number, row[0], row[1])


def own(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition: a plan is its writer's alone, until it is put forward as evidence."""
    return sa.and_(
        Plan.provider_id == actor.provider_id,
        Plan.person_id == actor.person_id,
        Plan.removed_at.is_(None),
    )
