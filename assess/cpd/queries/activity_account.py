"""The piece of evidence that was made of an activity."""

from dataclasses import dataclass
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.queries.activity_offers import is_own_evidence
from assess.evidence.models import Evidence
from assess.journal.queries import find_subject_of


@dataclass(frozen=True)
class MadeAccount:
    evidence_id: UUID | None
    """None where none was made, or its owner has deleted it."""

    key: UUID
    """Under which the next one is made: two presses at once make one piece."""


def find_account(session: Session, actor: Actor, activity_id: UUID) -> MadeAccount:
    """Find what was made of one of the actor's own activities.

    The key of the deed is made of the activity's id, and of the last piece that was deleted.
    """
    key = uuid5(activity_id, "account")
    while made := find_subject_of(session, person_id=actor.person_id, key=key):
        stands = session.scalar(
            sa.select(Evidence.id).where(Evidence.id == made, is_own_evidence(actor))
        )
        if stands is not None:
            return MadeAccount(stands, key)
        key = uuid5(activity_id, str(made))
    return MadeAccount(None, key)
