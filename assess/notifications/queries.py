from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import Language
from assess.db import read, read_one
from assess.notifications.models import MailChoice, MailStop, Notification
from assess.notifications.rules import Frequency
from assess.people.models import Person, RoleHolding

NOTIFICATIONS_ON_A_PAGE = 25


@dataclass(frozen=True)
class NotificationView:
    id: UUID
    kind: str
    facts: Mapping[str, Any]
    created_at: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class Recipient:
    name: str
    email: str
    language: Language
    frequency: Frequency
    """How they want to be told of this kind of thing by mail: at once unless they chose."""

    is_here: bool
    """Whether they hold a role at the provider now. Whoever has left is sent nothing."""


def own(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition that leaves what the actor was told at the provider they work in."""
    return sa.and_(
        Notification.person_id == actor.person_id, Notification.provider_id == actor.provider_id
    )


def holds_a_role(person_id: Any, provider_id: Any) -> sa.ColumnElement[bool]:  # noqa: ANN401 (columns or places for ids)
    return sa.exists().where(
        RoleHolding.person_id == person_id,
        RoleHolding.provider_id == provider_id,
        RoleHolding.ended_at.is_(None),
        RoleHolding.invited_as.is_(None),
    )


def find_recipient(session: Session, *, person_id: UUID, provider_id: UUID, kind: str) -> Recipient:
    row = read_one(
        session, _recipient(), {"person": person_id, "provider": provider_id, "kind": kind}
    )
    if row is None:
        raise LookupError(person_id)
    name, email, language, frequency, is_here = row
    return Recipient(name, email, language, frequency or Frequency.AT_ONCE, is_here)


@cache
def _recipient() -> sa.Select[Any]:
    return (
        sa.select(
            Person.name,
            Person.email,
            Person.language,
            MailChoice.frequency,
            holds_a_role(Person.id, sa.bindparam("provider")).label("is_here"),
        )
        .outerjoin(
            MailChoice,
            (MailChoice.person_id == Person.id) & (MailChoice.kind == sa.bindparam("kind")),
        )
        .where(Person.id == sa.bindparam("person"))
    )


def count_unread(session: Session, actor: Actor) -> int:
    """Count what the actor has not read yet: one look into an index, for every page's head."""
    row = read_one(session, _unread(), {"person": actor.person_id, "provider": actor.provider_id})
    return int(row[0]) if row else 0


@cache
def _unread() -> sa.Select[Any]:
    return (
        sa.select(sa.func.count())
        .select_from(Notification)
        .where(
            Notification.person_id == sa.bindparam("person"),
            Notification.provider_id == sa.bindparam("provider"),
            Notification.read_at.is_(None),
        )
    )


def count_notifications(session: Session, actor: Actor) -> int:
    return session.scalar(sa.select(sa.func.count(Notification.id)).where(own(actor))) or 0


def list_notifications(session: Session, actor: Actor, *, page: int = 1) -> list[NotificationView]:
    """Give one page of what the actor was told, the newest first."""
    statement = (
        sa.select(
            Notification.id,
            Notification.kind,
            Notification.facts,
            Notification.created_at,
            Notification.read_at,
        )
        .where(own(actor))
        .order_by(Notification.created_at.desc(), Notification.id.desc())
        .limit(NOTIFICATIONS_ON_A_PAGE)
        .offset((page - 1) * NOTIFICATIONS_ON_A_PAGE)
    )
    return [NotificationView(*row) for row in read(session, statement, {})]


def was_told(
    session: Session, *, person_id: UUID, kind: str, facts: Mapping[str, str], since: datetime
) -> bool:
    """Say whether somebody has been told a thing of a kind with these facts since a time."""
    same = [Notification.facts[name].as_string() == value for name, value in facts.items()]
    found = sa.exists().where(
        Notification.person_id == person_id,
        Notification.kind == kind,
        Notification.created_at > since,
        *same,
    )
    return bool(session.scalar(sa.select(found)))


def find_mail_choices(session: Session, person_id: UUID) -> dict[str, Frequency]:
    """Give the choices that a person has made, by kind; what is not in it comes at once."""
    rows = session.execute(
        sa.select(MailChoice.kind, MailChoice.frequency).where(MailChoice.person_id == person_id)
    )
    return {row[0]: row[1] for row in rows}


def find_stop(session: Session, token: str) -> str | None:
    """Give what a link in a mail ends: a kind of thing, or a digest. None: no such link."""
    return session.scalar(sa.select(MailStop.stops).where(MailStop.token == token))
