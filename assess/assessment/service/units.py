"""Opens a unit for a deed: locked, with the facts that the rules decide on."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.queries.states import criterion_states, list_live_sign_offs
from assess.assessment.rules.people import (
    check_is_assessor,
    check_is_practitioner,
    check_not_signed_off,
)
from assess.assessment.rules.states import CriterionFacts
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import UnitView, find_unit, visible_to
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class LockedUnit:
    view: UnitView
    criteria: dict[UUID, CriterionFacts]
    signed_off: bool

    def choose(self, criterion_ids: Iterable[UUID]) -> list[CriterionFacts]:
        """Give the facts of some of its criteria, in order.

        Raises:
            NotFoundError: when one of them is no criterion of this unit.

        """
        wanted = set(criterion_ids)
        if not wanted <= self.criteria.keys():
            raise NotFoundError
        return [facts for facts in self.criteria.values() if facts.criterion_id in wanted]


def lock_unit(session: Session, actor: Actor, unit_id: UUID) -> LockedUnit:
    """Find a unit that the actor may see; other deeds on it wait until this one is done.

    Raises:
        NotFoundError: when there is none for this actor.

    """
    found = session.scalar(
        sa.select(Enrolment.id)
        .where(Enrolment.id == unit_id, visible_to(actor))
        .with_for_update(key_share=True)
    )
    if found is None:
        raise NotFoundError
    return LockedUnit(
        view=find_unit(session, actor, unit_id),
        criteria=criterion_states(session, [unit_id])[unit_id],
        signed_off=bool(list_live_sign_offs(session, [unit_id])),
    )


def lock_for_assessor(session: Session, actor: Actor, unit_id: UUID) -> LockedUnit:
    """Lock a unit that the actor assesses and that is not signed off."""
    unit = lock_unit(session, actor, unit_id)
    check_is_assessor(
        actor, practitioner_id=unit.view.practitioner_id, assessor_id=unit.view.assessor_id
    )
    check_not_signed_off(signed_off=unit.signed_off)
    return unit


def lock_for_practitioner(session: Session, actor: Actor, unit_id: UUID) -> LockedUnit:
    """Lock a unit of the actor's own that is not signed off."""
    unit = lock_unit(session, actor, unit_id)
    check_is_practitioner(actor, practitioner_id=unit.view.practitioner_id)
    check_not_signed_off(signed_off=unit.signed_off)
    return unit
