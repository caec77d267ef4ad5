from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.rules.people import NoAssessorError
from assess.assessment.rules.wishing import ANEW_AFTER
from assess.assessment.service.telling import tell
from assess.assessment.service.units import lock_for_practitioner
from assess.journal.service import record_deed
from assess.notifications.queries import was_told
from assess.refusals import NotFoundError


def request_observation(
    session: Session, *, actor: Actor, unit_id: UUID, labels: Collection[str], now: datetime
) -> UUID:
    """Ask the unit's assessor to observe or discuss what would show some of its criteria.

    Whoever was asked for the same a short while ago is not told a second time.

    Raises:
        NoAssessorError: when nobody has been named yet.
        NotFoundError: when the unit has none of these criteria.

    """
    unit = lock_for_practitioner(session, actor, unit_id)
    wanted = [one.label for one in unit.criteria.values() if one.label in labels]
    if not wanted:
        raise NotFoundError
    if unit.view.assessor_id is None:
        raise NoAssessorError
    if was_told(
        session,
        person_id=unit.view.assessor_id,
        kind="observation_wanted",
        facts={"unit_id": str(unit_id), "labels": ", ".join(wanted)},
        since=now - ANEW_AFTER,
    ):
        return unit_id
    tell(
        session,
        person_id=unit.view.assessor_id,
        kind="observation_wanted",
        unit=unit.view,
        labels=wanted,
        by=actor.name,
        now=now,
    )
    record_deed(
        session,
        deed="request_observation",
        now=now,
        subject_id=unit_id,
        actor=actor,
        facts={"criteria": wanted},
    )
    return unit_id
