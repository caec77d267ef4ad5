from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.reflection.models import Reflection
from assess.refusals import NotFoundError


def find_own(session: Session, actor: Actor, reflection_id: UUID) -> Reflection:
    found = session.scalar(
        sa.select(Reflection)
        .where(
            Reflection.id == reflection_id,
            Reflection.practitioner_id == actor.person_id,
            Reflection.provider_id == actor.provider_id,
        )
        .with_for_update()
    )
    if found is None:
        raise NotFoundError
    return found
