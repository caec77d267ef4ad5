"""A person declares a period of their own record. What it holds is kept by its digests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.clocks.rules import day_in_london
from assess.cpd.models import CpdActivity, CpdDeclaration, CpdDeclarationRequest
from assess.cpd.queries.declarations import find_asked_of
from assess.cpd.queries.declared import load_asked_record
from assess.cpd.queries.year_rows import ActivityRow, Owner, in_record
from assess.cpd.queries.years import YearView, load_year
from assess.cpd.rules.declaring import RequestEndedError, check_is_new, check_may_declare
from assess.cpd.rules.year_digest import digest_of
from assess.cpd.rules.year_standing import sums_of
from assess.cpd.rules.years import Period
from assess.cpd.service.memberships import own_membership
from assess.cpd.service.years import WhichYear
from assess.db import new_id
from assess.journal.service import record_deed


@dataclass(frozen=True)
class Declared:
    """The declaration as it stood on the page, and whether its box was ticked."""

    words: str
    language: str
    ticked: bool


def declare_year(
    session: Session, *, actor: Actor, which: WhichYear, declared: Declared, now: datetime
) -> UUID:
    """Declare a year of a membership."""
    own_membership(session, actor, which.membership_id)
    today = day_in_london(now)
    view = load_year(session, actor, which.membership_id, which.starts_on, today=today)
    check_may_declare(view.period, ticked=declared.ticked, today=today)
    newest = view.declarations[0].summary["sha256"] if view.declarations else None
    check_is_new(view.stamp, newest=newest)
    return _declare(
        session,
        actor,
        declared,
        view.period,
        _summary_of_year(session, view),
        now,
        membership_id=which.membership_id,
    )


def declare_asked(
    session: Session,
    *,
    actor: Actor,
    declaration_request_id: UUID,
    declared: Declared,
    now: datetime,
) -> UUID:
    """Declare the period that the provider asked for."""
    asked = find_asked_of(session, actor, declaration_request_id)
    # Whoever ends the request at this moment is waited for.
    session.execute(
        sa.select(CpdDeclarationRequest.id)
        .where(CpdDeclarationRequest.id == asked.id)
        .with_for_update()
    )
    if asked.ended_at is not None:
        raise RequestEndedError
    record = load_asked_record(session, actor, asked)
    check_may_declare(asked.period, ticked=declared.ticked, today=day_in_london(now))
    check_is_new(record.stamp, newest=record.newest)
    owner = Owner(actor.person_id, actor.provider_id)
    summary = _summary(session, owner, asked.period, record.done) | {"sha256": record.stamp}
    return _declare(
        session, actor, declared, asked.period, summary, now, declaration_request_id=asked.id
    )


def _declare(
    session: Session,
    actor: Actor,
    declared: Declared,
    period: Period,
    summary: Mapping[str, object],
    now: datetime,
    *,
    membership_id: UUID | None = None,
    declaration_request_id: UUID | None = None,
) -> UUID:
    declaration = CpdDeclaration(
        id=new_id(),
        provider_id=actor.provider_id,
        person_id=actor.person_id,
        membership_id=membership_id,
        request_id=declaration_request_id,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        words=declared.words,
        language=declared.language,
        summary=dict(summary),
        declared_at=now,
    )
    session.add(declaration)
    days: dict[str, date] = {"starts_on": period.starts_on, "ends_on": period.ends_on}
    record_deed(
        session,
        deed="declare_cpd",
        now=now,
        subject_id=declaration.id,
        actor=actor,
        facts=days | {"sha256": summary["sha256"]},
    )
    return declaration.id


def _summary_of_year(session: Session, view: YearView) -> dict[str, object]:
    return _summary(session, view.owner, view.period, view.done) | {
        "pack": view.pack.key,
        "pack_version": view.pack.version,
        "statements": [
            {"id": str(one.reflection_id), "kind": one.kind, "version": one.number}
            for one in view.statements
        ],
        "answers": dict(view.row.answers) if view.row else {},
        "gaps": list(view.row.gaps) if view.row else [],
        "sha256": view.stamp,
    }


def _summary(
    session: Session, owner: Owner, period: Period, done: tuple[ActivityRow, ...]
) -> dict[str, object]:
    """Give what the record held: amounts by unit, and each activity with the digest of it."""
    digests = _digests(session, owner, period)
    return {
        "amounts": {
            unit.value: amount for unit, amount in sums_of(one.counted for one in done).items()
        },
        "activities": [
            {"id": str(one.id), "version": one.version, "sha256": digests[one.id]} for one in done
        ],
    }


def _digests(session: Session, owner: Owner, period: Period) -> dict[UUID, str]:
    """Give the SHA-256 of each activity of a period: of everything that it says."""
    columns = [
        column
        for column in CpdActivity.__table__.columns
        if column.name not in {"removed_at", "created_at"}
    ]
    rows = session.execute(sa.select(*columns).where(in_record(owner, period)))
    return {row.id: digest_of(dict(row._mapping)) for row in rows}  # noqa: SLF001 (SQLAlchemy's documented name)
