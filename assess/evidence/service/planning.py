"""A written plan as evidence: each time it is put forward anew it gets a version."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.evidence.models import Evidence
from assess.evidence.rules.kinds import EvidenceForm
from assess.evidence.rules.offers import Offer, check_offer, hash_of_version, london_day
from assess.evidence.service.adding import new_version
from assess.evidence.service.finding import find_for_change, newest_version
from assess.refusals import NotFoundError


def write_plan_version(
    session: Session, *, actor: Actor, evidence_id: UUID, offer: Offer, now: datetime
) -> Evidence:
    """Add a version of a plan; what says the same as the newest one adds none.

    Leaves the journal entry to the deed that puts the plan forward.
    """
    evidence = find_for_change(session, actor, evidence_id)
    newest = newest_version(session, evidence)
    if evidence.made_by_id != actor.person_id or newest.form is not EvidenceForm.PLAN:
        raise NotFoundError
    check_offer(offer, files=0, today=london_day(now))
    if hash_of_version(replace(offer, made_on=newest.made_on), ()) == newest.sha256:
        return evidence
    evidence.newest += 1
    session.flush()
    session.add(new_version(evidence, offer, (), actor=actor, now=now))
    session.flush()
    return evidence
