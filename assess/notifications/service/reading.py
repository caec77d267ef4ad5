from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.notifications.models import Notification
from assess.notifications.queries import NotificationView, own
from assess.refusals import NotFoundError


def open_notification(
    session: Session, *, actor: Actor, notification_id: UUID, now: datetime
) -> NotificationView:
    """Note that a notification has been read, and give it.

    Raises:
        NotFoundError: when there is none, or it is somebody else's.

    """
    found = session.scalar(
        sa.select(Notification).where(Notification.id == notification_id, own(actor))
    )
    if found is None:
        raise NotFoundError
    found.read_at = found.read_at or now
    return NotificationView(found.id, found.kind, found.facts, found.created_at, found.read_at)


def read_all(session: Session, *, actor: Actor, now: datetime) -> None:
    """Note that everything the actor was told at this provider has been read."""
    session.execute(
        sa.update(Notification)
        .where(own(actor), Notification.read_at.is_(None), Notification.created_at <= now)
        .values(read_at=now)
    )
