"""A manager asks the holders of a role to declare a period, and ends it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from babel.dates import format_date
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.clocks.rules import day_in_london
from assess.cpd.models import CpdDeclarationRequest
from assess.cpd.queries.declarations import list_asked_periods, list_holders
from assess.cpd.rules.declaring import (
    MayNotAskError,
    check_not_asked,
    check_request,
    may_ask,
)
from assess.cpd.rules.years import Period
from assess.db import new_id
from assess.journal.service import record_deed
from assess.notifications.service import notify
from assess.people.models import Provider
from assess.refusals import NotFoundError

LOCALES = {Language.ENGLISH: "en_GB", Language.WELSH: "cy"}


@dataclass(frozen=True)
class RequestTerms:
    role: Role
    period: Period
    due_on: date


def ask_declarations(session: Session, *, actor: Actor, terms: RequestTerms, now: datetime) -> UUID:
    """Ask everybody who holds a role now; whoever takes it up later is asked by their page."""
    if not may_ask(actor.role):
        raise MayNotAskError
    # The same is not asked twice by two managers at the same moment.
    session.execute(
        sa.select(Provider.id).where(Provider.id == actor.provider_id).with_for_update()
    )
    holders = list_holders(session, actor.provider_id, terms.role)
    check_request(terms.period, due_on=terms.due_on, today=day_in_london(now), holders=len(holders))
    check_not_asked(terms.period, terms.role, list_asked_periods(session, actor.provider_id))
    request = CpdDeclarationRequest(
        id=new_id(),
        provider_id=actor.provider_id,
        asked_by_id=actor.person_id,
        role=terms.role.value,
        starts_on=terms.period.starts_on,
        ends_on=terms.period.ends_on,
        due_on=terms.due_on,
        asked_at=now,
    )
    session.add(request)
    record_deed(
        session,
        deed="ask_declarations",
        now=now,
        subject_id=request.id,
        actor=actor,
        facts={"role": terms.role, "starts_on": terms.period.starts_on, "due_on": terms.due_on},
    )
    for person_id in holders:
        notify(
            session,
            person_id=person_id,
            provider_id=actor.provider_id,
            kind="cpd_declaration",
            facts={
                "declaration_request_id": str(request.id),
                "by": actor.name,
                "title": {
                    language.value: _in_words(terms.period, locale)
                    for language, locale in LOCALES.items()
                },
                "due": terms.due_on.isoformat(),
            },
            now=now,
        )
    return request.id


def end_request(
    session: Session, *, actor: Actor, declaration_request_id: UUID, now: datetime
) -> UUID:
    """Ask no more. What was declared is kept."""
    if not may_ask(actor.role):
        raise MayNotAskError
    request = session.scalar(
        sa.select(CpdDeclarationRequest)
        .where(
            CpdDeclarationRequest.id == declaration_request_id,
            CpdDeclarationRequest.provider_id == actor.provider_id,
        )
        .with_for_update()
    )
    if request is None:
        raise NotFoundError
    request.ended_at = request.ended_at or now
    record_deed(
        session, deed="end_declarations", now=now, subject_id=declaration_request_id, actor=actor
    )
    return declaration_request_id


def _in_words(period: Period, locale: str) -> str:
    """Write a period as a reader of this language reads it: the words are dates alone."""
    first, last = (
        format_date(day, "d MMMM y", locale) for day in (period.starts_on, period.ends_on)
    )
    return f"{first} – {last}"  # noqa: RUF001 (from one day to another)
