"""An activity speaks as evidence, too: once, as the practitioner's own account of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdActivityCriterion
from assess.cpd.queries.activity_account import find_account
from assess.cpd.rules.activities import NotDoneError, NothingToSayError
from assess.cpd.service.activity_links import link_evidence
from assess.cpd.service.finding import own_activity
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.evidence.rules.kinds import EvidenceForm, EvidenceKind
from assess.evidence.rules.mappings import Wanted
from assess.evidence.rules.offers import Offer
from assess.evidence.service import add_evidence
from assess.files import FileStore
from assess.journal.service import record_deed
from assess.standards.models import Criterion


@dataclass(frozen=True)
class Account:
    """An activity in its owner's words, under headings in their language."""

    text: str
    description: str


def use_as_evidence(
    session: Session,
    *,
    actor: Actor,
    activity_id: UUID,
    account: Account,
    store: FileStore,
    now: datetime,
) -> UUID:
    """Offer a done activity as a reflective account, mapped to its criteria of the own units.

    A piece that was made of it before is given again, and hangs on the activity again.
    """
    activity = own_activity(session, actor, activity_id)
    if activity.done_on is None:
        raise NotDoneError
    made = find_account(session, actor, activity_id)
    evidence_id = made.evidence_id
    if evidence_id is None:
        if not account.text:
            raise NothingToSayError
        session.info["idempotency_key"] = made.key
        evidence_id = add_evidence(
            session,
            actor=actor,
            offer=Offer(
                kind=EvidenceKind.REFLECTIVE_ACCOUNT,
                form=EvidenceForm.TEXT,
                title=activity.title,
                language=activity.language,
                made_on=activity.done_on,
                description=account.description,
                text=account.text,
            ),
            files=(),
            wanted=_wanted(session, actor, activity_id),
            store=store,
            now=now,
        )
    link_evidence(session, actor, activity, [evidence_id])
    record_deed(session, deed="use_as_evidence", now=now, subject_id=evidence_id, actor=actor)
    return evidence_id


def _wanted(session: Session, actor: Actor, activity_id: UUID) -> list[Wanted]:
    """Give the activity's criteria that one of the practitioner's own units is towards."""
    related = session.scalars(
        sa.select(Criterion.id)
        .join(CpdActivityCriterion, CpdActivityCriterion.criterion_id == Criterion.id)
        .join(Enrolment, Enrolment.standard_id == Criterion.standard_id)
        .where(
            CpdActivityCriterion.activity_id == activity_id,
            Enrolment.practitioner_id == actor.person_id,
            visible_to(actor),
        )
        .order_by(Criterion.id)
    )
    return [Wanted(criterion_id) for criterion_id in related]
