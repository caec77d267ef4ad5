from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.models import Decision, Judgement
from assess.assessment.queries.reaffirming import list_changed_criteria
from assess.assessment.rules import Outcome
from assess.assessment.rules.deciding import check_decision, check_judged_evidence
from assess.assessment.rules.states import CriterionFacts
from assess.assessment.rules.texts import is_on_working_translation
from assess.assessment.service.clocks import (
    stop_when_decided,
    stop_when_redone,
    stop_when_taken_up,
)
from assess.assessment.service.keeping import keep_versions
from assess.assessment.service.units import LockedUnit, lock_for_assessor
from assess.db import new_id
from assess.enrolment.queries import UnitView
from assess.evidence.models import EvidenceVersion, Mapping
from assess.journal.service import record_deed
from assess.refusals import NotFoundError


def decide_criteria(  # noqa: PLR0913 (what a judgement consists of)
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    unit_id: UUID,
    outcome: Outcome,
    criterion_ids: Collection[UUID],
    feedback: str,
    feedback_language: str,
    evidence_version_id: UUID | None = None,
) -> UUID:
    """Make one judgement, with one feedback, that decides some criteria.

    A decision is only ever added: it is linked to the one that it takes the place of.
    """
    unit = lock_for_assessor(session, actor, unit_id)
    criteria = unit.choose(criterion_ids)
    changed = list_changed_criteria(session, unit.view, criteria)
    check_decision(criteria, outcome=outcome, feedback=feedback, to_reaffirm=changed)
    if evidence_version_id is not None:
        shown = _mapped_to(session, unit_id, evidence_version_id)
        check_judged_evidence(criteria, mapped_to=shown)
        keep_versions(session, unit_id=unit_id, version_ids=[evidence_version_id], now=now)
    judgement = Judgement(
        id=new_id(),
        provider_id=actor.provider_id,
        enrolment_id=unit_id,
        assessor_id=actor.person_id,
        evidence_version_id=evidence_version_id,
        feedback=feedback,
        feedback_language=feedback_language,
        made_at=now,
    )
    session.add(judgement)
    session.flush()
    session.add_all(_decision(judgement, facts, outcome, unit.view) for facts in criteria)
    _stop_clocks(session, actor, unit, criteria, judgement.made_at, outcome)
    record_deed(
        session,
        deed="decide_criteria",
        now=now,
        subject_id=judgement.id,
        actor=actor,
        facts={
            "unit": unit_id,
            "outcome": outcome.value,
            "criteria": " ".join(facts.label for facts in criteria),
            "reaffirmed": " ".join(one.label for one in criteria if one.criterion_id in changed),
        },
    )
    return judgement.id


def _stop_clocks(
    session: Session,
    actor: Actor,
    unit: LockedUnit,
    criteria: Sequence[CriterionFacts],
    now: datetime,
    outcome: Outcome,
) -> None:
    decided = [facts.criterion_id for facts in criteria]
    stop_when_decided(session, actor=actor, unit=unit, criteria=criteria, now=now)
    stop_when_taken_up(session, actor=actor, unit_id=unit.view.id, criterion_ids=decided, now=now)
    if outcome is Outcome.MET:
        stop_when_redone(session, actor=actor, unit=unit, redone=decided, now=now)


def _decision(
    judgement: Judgement, facts: CriterionFacts, outcome: Outcome, unit: UnitView
) -> Decision:
    before = facts.decision
    submission_id = facts.waiting_submission_id or (before.submission_id if before else None)
    return Decision(
        provider_id=judgement.provider_id,
        enrolment_id=judgement.enrolment_id,
        criterion_id=facts.criterion_id,
        judgement_id=judgement.id,
        submission_id=submission_id,
        outcome=outcome,
        decided_at=judgement.made_at,
        text_en_id=unit.text_en_id,
        text_cy_id=unit.text_cy_id,
        on_working_translation=is_on_working_translation(
            unit.working_translation, unit.assessment_language
        ),
        replaces_id=before.id if before else None,
    )


def _mapped_to(session: Session, unit_id: UUID, version_id: UUID) -> set[UUID]:
    """Give the criteria of the unit that the evidence of this version is mapped to."""
    mapped = set(
        session.scalars(
            sa.select(Mapping.criterion_id)
            .join(EvidenceVersion, EvidenceVersion.evidence_id == Mapping.evidence_id)
            .where(Mapping.enrolment_id == unit_id, EvidenceVersion.id == version_id)
        )
    )
    if not mapped:
        raise NotFoundError
    return mapped
