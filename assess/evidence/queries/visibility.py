import sqlalchemy as sa

from assess.actor import Actor, Role
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.evidence.models import Evidence, Mapping


def evidence_visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition that leaves only the evidence that this actor may see."""
    here = Evidence.provider_id == actor.provider_id
    if actor.role is Role.MANAGER:
        return here
    if actor.role is Role.PRACTITIONER:
        return here & (Evidence.practitioner_id == actor.person_id)
    mapped = (
        sa.select(Mapping.id)
        .join(Enrolment, Enrolment.id == Mapping.enrolment_id)
        .where(Mapping.evidence_id == Evidence.id, visible_to(actor))
    )
    return here & mapped.exists()
