from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.enrolment.models import Competence
from assess.standards.models import Standard


def list_competence(session: Session, actor: Actor, person_id: UUID) -> list[str]:
    """Give the URNs of the standards that somebody is competent in, whatever their version.

    Nobody has to be found competent anew because a version has followed another.
    """
    return list(
        session.scalars(
            sa.select(Standard.urn)
            .join(Competence, Competence.standard_id == Standard.id)
            .where(Competence.provider_id == actor.provider_id, Competence.person_id == person_id)
            .distinct()
            .order_by(Standard.urn)
        )
    )
