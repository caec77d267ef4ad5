from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdNeed
from assess.cpd.rules.activities import UnknownLinkError
from assess.cpd.rules.kinds import NeedSource
from assess.cpd.rules.needs import check_need
from assess.cpd.service.finding import own_need
from assess.db import new_id
from assess.drafts.service import drop_drafts
from assess.evidence.rules.offers import london_day
from assess.journal.service import record_deed
from assess.refusals import StaleError
from assess.standards.models import Criterion, Standard
from assess.standards.queries import may_see

NEW = "need/new"
"""Where a need that is not saved yet keeps its drafts."""


@dataclass(frozen=True)
class Noted:
    """A need as its owner says it, or as it was offered and taken."""

    words: str
    language: str
    source: NeedSource = NeedSource.OWN
    criterion_id: UUID | None = None


def place_of(need_id: UUID) -> str:
    """Give where the changing of a need keeps its drafts."""
    return f"need/{need_id}"


def note_need(
    session: Session, *, actor: Actor, noted: Noted, now: datetime, tab_id: UUID | None = None
) -> UUID:
    """Note a need, in the person's own words or taken from an offer."""
    check_need(noted.words)
    if noted.criterion_id is not None:
        _check_criterion(session, actor, noted.criterion_id)
    need = CpdNeed(
        id=new_id(),
        provider_id=actor.provider_id,
        person_id=actor.person_id,
        words=noted.words,
        language=noted.language,
        source=noted.source,
        criterion_id=noted.criterion_id,
        noted_on=london_day(now),
        closed_on=None,
    )
    session.add(need)
    if tab_id is not None:
        drop_drafts(session, actor=actor, place=NEW, tab_id=tab_id)
    record_deed(
        session,
        deed="note_need",
        now=now,
        subject_id=need.id,
        actor=actor,
        facts={"source": noted.source.value},
    )
    return need.id


def change_need(
    session: Session,
    *,
    actor: Actor,
    need_id: UUID,
    words: str,
    language: str,
    seen: int,
    tab_id: UUID,
    now: datetime,
) -> UUID:
    check_need(words)
    need = own_need(session, actor, need_id)
    if seen != need.version:
        raise StaleError({"words": need.words})
    need.words, need.language = words, language
    drop_drafts(session, actor=actor, place=place_of(need_id), tab_id=tab_id)
    record_deed(session, deed="change_need", now=now, subject_id=need_id, actor=actor)
    return need_id


def close_need(session: Session, *, actor: Actor, need_id: UUID, now: datetime) -> UUID:
    """Say that a need is met, or no longer there."""
    need = own_need(session, actor, need_id)
    if need.closed_on is None:
        need.closed_on = london_day(now)
        record_deed(session, deed="close_need", now=now, subject_id=need_id, actor=actor)
    return need_id


def reopen_need(session: Session, *, actor: Actor, need_id: UUID, now: datetime) -> UUID:
    need = own_need(session, actor, need_id)
    if need.closed_on is not None:
        need.closed_on = None
        record_deed(session, deed="reopen_need", now=now, subject_id=need_id, actor=actor)
    return need_id


def _check_criterion(session: Session, actor: Actor, criterion_id: UUID) -> None:
    found = session.scalar(
        sa.select(Criterion.id)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(Criterion.id == criterion_id, may_see(actor.provider_id))
    )
    if found is None:
        raise UnknownLinkError
