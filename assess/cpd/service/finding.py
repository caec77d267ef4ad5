"""Finds what a deed is about, held until the deed is done: one's own, or not at all."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdActivity, CpdNeed
from assess.cpd.queries.activities import is_own
from assess.cpd.queries.needs import is_own_need
from assess.refusals import NotFoundError


def own_activity(session: Session, actor: Actor, activity_id: UUID) -> CpdActivity:
    found = session.scalar(
        sa.select(CpdActivity)
        .where(is_own(actor), CpdActivity.id == activity_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFoundError
    return found


def own_need(session: Session, actor: Actor, need_id: UUID) -> CpdNeed:
    found = session.scalar(
        sa.select(CpdNeed)
        .where(is_own_need(actor), CpdNeed.id == need_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFoundError
    return found
