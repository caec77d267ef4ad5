from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import read
from assess.evidence.models import Evidence, EvidenceVersion
from assess.evidence.rules.kinds import EvidenceKind
from assess.people.models import Person


@dataclass(frozen=True)
class ToConfirm:
    """Evidence that an assessor recorded, and that the practitioner has not confirmed."""

    id: UUID
    kind: EvidenceKind
    title: str
    language: str
    made_by: str


# Built once: the start page runs it.
_TO_CONFIRM = (
    sa.select(
        Evidence.id, Evidence.kind, EvidenceVersion.title, EvidenceVersion.language, Person.name
    )
    .join(
        EvidenceVersion,
        (EvidenceVersion.evidence_id == Evidence.id) & (EvidenceVersion.number == Evidence.newest),
    )
    .join(Person, Person.id == Evidence.made_by_id)
    .where(
        Evidence.provider_id == sa.bindparam("provider_id"),
        Evidence.practitioner_id == sa.bindparam("practitioner_id"),
        Evidence.made_by_id != Evidence.practitioner_id,
        Evidence.confirmed_at.is_(None),
    )
    .order_by(Evidence.created_at, Evidence.id)
)


def list_to_confirm(session: Session, actor: Actor) -> tuple[ToConfirm, ...]:
    """Give what waits for this practitioner to confirm it, the longest waiting first."""
    values = {"provider_id": actor.provider_id, "practitioner_id": actor.person_id}
    rows = read(session, _TO_CONFIRM, values)
    return tuple(ToConfirm(*row) for row in rows)
