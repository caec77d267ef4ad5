from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.evidence.models import BankQuestion
from assess.standards.models import Criterion, Standard


@dataclass(frozen=True)
class QuestionView:
    """A question that the provider keeps; for one criterion, or for any."""

    id: UUID
    words: str
    language: str
    criterion_id: UUID | None
    standard_id: UUID | None
    urn: str | None
    label: str | None


def list_questions(
    session: Session, actor: Actor, *, standard_id: UUID | None = None
) -> list[QuestionView]:
    """Give the provider's questions that are in use, those of one standard where one is named."""
    select = (
        sa.select(
            BankQuestion.id,
            BankQuestion.words,
            BankQuestion.language,
            BankQuestion.criterion_id,
            Criterion.standard_id,
            Standard.urn,
            Criterion.label,
        )
        .outerjoin(Criterion, Criterion.id == BankQuestion.criterion_id)
        .outerjoin(Standard, Standard.id == Criterion.standard_id)
        .where(BankQuestion.provider_id == actor.provider_id, BankQuestion.retired_at.is_(None))
        .order_by(Standard.urn, Criterion.position, BankQuestion.created_at, BankQuestion.id)
    )
    if standard_id is not None:
        select = select.where(
            (Criterion.standard_id == standard_id) | BankQuestion.criterion_id.is_(None)
        )
    return [QuestionView(*row) for row in session.execute(select)]
