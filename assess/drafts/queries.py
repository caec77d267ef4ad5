from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.drafts.models import Draft
from assess.drafts.rules import Content, DraftView, Unsaved, unsaved_among
from assess.refusals import NotFoundError


def list_drafts(session: Session, actor: Actor, place: str) -> list[DraftView]:
    """Give what the actor was typing at one place and has not saved, newest first."""
    return _views(session, _own(actor).where(Draft.place == place))


def list_drafts_under(session: Session, actor: Actor, prefix: str) -> list[DraftView]:
    """Give the actor's drafts at every place that begins so, for lists of what is unfinished."""
    return _views(session, _own(actor).where(Draft.place.startswith(prefix, autoescape=True)))


def find_draft(session: Session, actor: Actor, draft_id: UUID) -> DraftView:
    found = _views(session, _own(actor).where(Draft.id == draft_id))
    if not found:
        raise NotFoundError
    return found[0]


def find_unsaved(
    session: Session,
    actor: Actor,
    place: str,
    *,
    names: Sequence[str],
    current: Content | None = None,
    besides: UUID | None = None,
) -> Unsaved:
    """Give what a page with a form that keeps itself offers again.

    `names` are the fields that hold text; `current` is what stands in them already, so that a
    draft that says no more than that is not offered; `besides` is the tab whose draft the form
    shows itself.
    """
    drafts = [one for one in list_drafts(session, actor, place) if one.tab_id != besides]
    return Unsaved(
        place=place,
        browser_key=f"assess.draft.{actor.person_id}.{actor.provider_id}.{place}",
        names=tuple(names),
        drafts=unsaved_among(drafts, names=names, current=current or {}),
    )


def _own(actor: Actor) -> sa.Select[Any]:
    return (
        sa.select(
            Draft.id,
            Draft.place,
            Draft.tab_id,
            Draft.started_from,
            Draft.content,
            Draft.saved_at,
        )
        .where(Draft.person_id == actor.person_id, Draft.provider_id == actor.provider_id)
        .order_by(Draft.saved_at.desc(), Draft.id.desc())
    )


def _views(session: Session, statement: sa.Select[Any]) -> list[DraftView]:
    return [DraftView(*row) for row in session.execute(statement)]
