"""Submissions and what the assessors make of them, as the story tells it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assess.assessment.rules import Check, Outcome
from assess.assessment.service import (
    answer_request,
    ask_question,
    decide_criteria,
    note_doubt,
    return_work,
    set_action,
    sign_off_unit,
    submit_criteria,
    withdraw_submission,
)
from assess.bilingual import Language
from assess.cli.demonstration.stage import Stage
from assess.cli.demonstration.told import (
    Acted,
    Asked,
    Doubted,
    Judged,
    Returned,
    SignedOff,
    Submitted,
    Told,
)
from assess.evidence.queries import find_piece

DECLARATIONS = {
    "en": "This is my own work, except where I say so.",
    "cy": "Fy ngwaith fy hun yw hwn, ac eithrio lle rwy'n dweud fel arall.",
}
PROOF_LASTS = timedelta(minutes=10)


class Assessing:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def _unit(self, told: Told) -> UUID:
        return self._stage.known[f"{told.person}/{told.unit}"]

    def submit(self, told: Submitted, session: Session, now: datetime) -> UUID:
        return submit_criteria(
            session,
            actor=self._stage.actor(told.person, now),
            now=now,
            unit_id=self._unit(told),
            criterion_ids=self._stage.criteria(told.unit, told.criteria),
            declaration=DECLARATIONS[told.language],
            declaration_language=Language(told.language),
            help_used=told.help,
        )

    def withdraw(self, told: Submitted, session: Session, now: datetime) -> UUID:
        return withdraw_submission(
            session,
            actor=self._stage.actor(told.person, now),
            now=now,
            submission_id=self._stage.known[f"{told.person}/{told.when}"],
        )

    def judge(self, told: Judged, session: Session, now: datetime) -> UUID:
        actor = self._stage.actor(told.assessor, now)
        version_id = None
        if told.evidence:
            evidence_id = self._stage.known[f"{told.person}/{told.evidence}"]
            version_id = find_piece(session, actor, evidence_id).newest.id
        return decide_criteria(
            session,
            actor=actor,
            now=now,
            unit_id=self._unit(told),
            outcome=Outcome(told.outcome),
            criterion_ids=self._stage.criteria(told.unit, told.criteria),
            feedback=told.feedback,
            feedback_language=told.language,
            evidence_version_id=version_id,
        )

    def ask(self, told: Asked, session: Session, now: datetime) -> UUID:
        ask = set_action if isinstance(told, Acted) else ask_question
        return ask(
            session,
            actor=self._stage.actor(told.assessor, now),
            now=now,
            unit_id=self._unit(told),
            criterion_ids=self._stage.criteria(told.unit, told.criteria),
            words=told.words,
            language=told.language,
            due_on=self._stage.calendar.day(told.due) if told.due is not None else None,
        )

    def answer(self, told: Asked, session: Session, now: datetime) -> UUID:
        return answer_request(
            session,
            actor=self._stage.actor(told.person, now),
            now=now,
            request_id=self._stage.known[f"{told.person}/{told.key}"],
            answer=told.answer["words"],
            language=told.language,
            version=1,
        )

    def hand_back(self, told: Returned, session: Session, now: datetime) -> UUID:
        return return_work(
            session,
            actor=self._stage.actor(told.assessor, now),
            now=now,
            unit_id=self._unit(told),
            criterion_ids=self._stage.criteria(told.unit, told.criteria),
            message=told.message,
            language=told.language,
        )

    def doubt(self, told: Doubted, session: Session, now: datetime) -> UUID:
        return note_doubt(
            session,
            actor=self._stage.actor(told.assessor, now),
            now=now,
            unit_id=self._unit(told),
            check=Check(told.check),
            words=told.words,
            language=told.language,
            evidence_id=self._stage.known[f"{told.person}/{told.evidence}"],
        )

    def sign_off(self, told: SignedOff, session: Session, now: datetime) -> UUID:
        return sign_off_unit(
            session,
            actor=self._stage.actor(told.assessor, now),
            now=now,
            unit_id=self._unit(told),
            proved_by="password",
            proof_lasts=PROOF_LASTS,
        )
