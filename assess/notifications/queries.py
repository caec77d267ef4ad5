from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.notifications.models import MailChoice
from assess.notifications.rules import Frequency


def find_frequency(session: Session, *, person_id: UUID, kind: str) -> Frequency:
    """Give how a person wants to be told of a kind of thing by mail: at once unless they chose."""
    chosen = session.scalar(
        sa.select(MailChoice.frequency).where(
            MailChoice.person_id == person_id, MailChoice.kind == kind
        )
    )
    return chosen or Frequency.AT_ONCE
