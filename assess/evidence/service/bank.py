from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import new_id
from assess.evidence.models import BankQuestion
from assess.evidence.rules.mappings import UnknownCriterionError
from assess.journal.service import record_deed
from assess.refusals import NotFoundError
from assess.standards.models import Criterion, Standard


def add_question(
    session: Session,
    *,
    actor: Actor,
    words: str,
    language: str,
    criterion_id: UUID | None,
    now: datetime,
) -> UUID:
    """Keep a question for the provider's assessors, for one criterion or for any."""
    if criterion_id is not None and not _is_theirs(session, actor, criterion_id):
        raise UnknownCriterionError
    question = BankQuestion(
        id=new_id(),
        provider_id=actor.provider_id,
        criterion_id=criterion_id,
        words=words,
        language=language,
        created_by_id=actor.person_id,
        created_at=now,
    )
    session.add(question)
    record_deed(session, deed="add_question", now=now, subject_id=question.id, actor=actor)
    return question.id


def retire_question(session: Session, *, actor: Actor, question_id: UUID, now: datetime) -> UUID:
    """Stop offering a question. What was asked with it stays as it is."""
    question = session.scalar(
        sa.select(BankQuestion).where(
            BankQuestion.id == question_id, BankQuestion.provider_id == actor.provider_id
        )
    )
    if question is None:
        raise NotFoundError
    if question.retired_at is None:
        question.retired_at = now
        record_deed(session, deed="retire_question", now=now, subject_id=question.id, actor=actor)
    return question.id


def _is_theirs(session: Session, actor: Actor, criterion_id: UUID) -> bool:
    found = session.scalar(
        sa.select(Criterion.id)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(
            Criterion.id == criterion_id,
            Standard.owner_id.is_(None) | (Standard.owner_id == actor.provider_id),
        )
    )
    return found is not None
