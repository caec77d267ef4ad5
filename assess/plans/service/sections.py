from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.drafts.service import drop_drafts
from assess.journal.service import record_deed
from assess.plans.models import Plan, PlanSection, PlanSectionVersion, PlanTemplate
from assess.plans.queries.pieces import has_piece
from assess.plans.queries.templates import template_in
from assess.plans.rules.content import (
    Content,
    Place,
    Refused,
    Trouble,
    check_content,
    text_of,
)
from assess.plans.rules.merging import StaleSectionError, merge
from assess.plans.rules.places import place_of
from assess.plans.rules.template import FieldKind, Section
from assess.plans.service.plans import find_own_plan
from assess.refusals import NotFoundError, RefusedError


@dataclass(frozen=True)
class Typed:
    """What somebody typed into a section in one tab, and the version that they started from."""

    content: Content
    started_from: int
    tab_id: UUID


class ContentRefusedError(RefusedError):
    """Something that was typed cannot be taken; it stays in the form with a message beside it."""

    def __init__(self, refused: Sequence[Refused]) -> None:
        super().__init__(", ".join(one.trouble for one in refused))
        self.refused = tuple(refused)


def save_plan_section(
    session: Session, *, actor: Actor, plan_id: UUID, key: str, typed: Typed, now: datetime
) -> UUID:
    """Save what was typed as a version of the section, and drop the draft that it came from.

    Raises:
        ContentRefusedError: with a message for each place.
        StaleSectionError: when another tab saved meanwhile; with both texts, joined.

    """
    plan = find_own_plan(session, actor, plan_id)
    section = _section_of(session, plan, key)
    content, refused = check_content(section, typed.content)
    refused += _refused_pieces(session, actor, section, content)
    if refused:
        raise ContentRefusedError(refused)
    row = _find_or_start(session, plan, key)
    current = _content_of(session, row, row.newest)
    drop_drafts(session, actor=actor, place=place_of(plan.id, key), tab_id=typed.tab_id)
    base = _content_of(session, row, typed.started_from)
    if content in (base, current):
        return plan.id
    if typed.started_from != row.newest:
        merged = merge(section, base=base, theirs=current, mine=content)
        raise StaleSectionError(merged, row.newest)
    _write_version(session, row, content, now)
    record_deed(
        session,
        deed="save_plan_section",
        now=now,
        subject_id=plan.id,
        actor=actor,
        facts={"section": key, "version": row.newest},
    )
    return plan.id


def _section_of(session: Session, plan: Plan, key: str) -> Section:
    template = template_in(session.get_one(PlanTemplate, plan.template_id).text)
    section = template.section(key)
    if section is None:
        raise NotFoundError
    return section


def _refused_pieces(
    session: Session, actor: Actor, section: Section, content: Content
) -> list[Refused]:
    """Refuse what is no evidence of the writer's own."""
    return [
        Refused(Place(field.key), Trouble.NOT_A_PIECE)
        for field in section.fields
        if field.kind is FieldKind.EVIDENCE and not _is_own(session, actor, content, field.key)
    ]


def _is_own(session: Session, actor: Actor, content: Content, key: str) -> bool:
    named = text_of(content, key)
    try:
        return not named or has_piece(session, actor, UUID(named))
    except ValueError:
        return True  # said already


def _find_or_start(session: Session, plan: Plan, key: str) -> PlanSection:
    """Find a section's row; a new one is written with its first version."""
    found = session.scalar(
        sa.select(PlanSection)
        .where(PlanSection.plan_id == plan.id, PlanSection.key == key)
        .execution_options(populate_existing=True)
    )
    return found or PlanSection(
        id=new_id(), provider_id=plan.provider_id, plan_id=plan.id, key=key, newest=0
    )


def _content_of(session: Session, row: PlanSection, number: int) -> Mapping[str, Any]:
    found = session.scalar(
        sa.select(PlanSectionVersion.content).where(
            PlanSectionVersion.section_id == row.id, PlanSectionVersion.number == number
        )
    )
    return found or {}


def _write_version(
    session: Session, row: PlanSection, content: Mapping[str, Any], now: datetime
) -> None:
    row.newest += 1
    session.add(row)
    session.flush()
    session.add(
        PlanSectionVersion(
            id=new_id(),
            provider_id=row.provider_id,
            section_id=row.id,
            number=row.newest,
            content=dict(content),
            saved_at=now,
        )
    )
