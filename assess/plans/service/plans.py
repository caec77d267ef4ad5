from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.journal.service import record_deed
from assess.plans.models import Plan
from assess.plans.queries.plans import own
from assess.plans.queries.templates import find_template
from assess.refusals import NotFoundError, StaleError


def start_plan(
    session: Session,
    *,
    actor: Actor,
    template_id: UUID,
    title: str,
    language: str,
    now: datetime,
) -> UUID:
    """Start a plan of the practitioner's own from a template."""
    template = find_template(session, actor, template_id)
    plan = Plan(
        id=new_id(),
        provider_id=actor.provider_id,
        person_id=actor.person_id,
        template_id=template.id,
        title=title,
        language=language,
        created_at=now,
    )
    session.add(plan)
    record_deed(session, deed="start_plan", now=now, subject_id=plan.id, actor=actor)
    return plan.id


def revise_plan(
    session: Session,
    *,
    actor: Actor,
    plan_id: UUID,
    title: str,
    language: str,
    seen: int,
    now: datetime,
) -> UUID:
    """Change what the plan is called, and the language that it is written in."""
    plan = find_own_plan(session, actor, plan_id)
    if (plan.title, plan.language) == (title, language):
        return plan.id
    if plan.version != seen:
        raise StaleError({"title": plan.title, "language": plan.language})
    plan.title, plan.language = title, language
    record_deed(session, deed="revise_plan", now=now, subject_id=plan.id, actor=actor)
    return plan.id


def remove_plan(session: Session, *, actor: Actor, plan_id: UUID, now: datetime) -> UUID:
    """Take a plan out of its writer's list. What was put forward of it stays evidence."""
    plan = find_own_plan(session, actor, plan_id)
    plan.removed_at = now
    record_deed(session, deed="remove_plan", now=now, subject_id=plan.id, actor=actor)
    return plan.id


def find_own_plan(session: Session, actor: Actor, plan_id: UUID) -> Plan:
    """Find a plan, held until the deed on it is done."""
    plan = session.scalar(
        sa.select(Plan)
        .where(own(actor), Plan.id == plan_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if plan is None:
        raise NotFoundError
    return plan
