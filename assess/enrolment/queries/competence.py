from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.enrolment.models import Competence


def list_competence(session: Session, actor: Actor, person_id: UUID) -> list[UUID]:
    """Give the standards that somebody is competent in, as the actor's provider has recorded."""
    return list(
        session.scalars(
            sa.select(Competence.standard_id)
            .where(Competence.provider_id == actor.provider_id, Competence.person_id == person_id)
            .order_by(Competence.standard_id)
        )
    )
