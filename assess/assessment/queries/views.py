"""What was recorded of a unit, as pages and prints show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from assess.assessment.rules import Check, Outcome, RequestKind


@dataclass(frozen=True)
class SubmissionView:
    id: UUID
    submitted_at: datetime
    declaration: str
    declaration_language: str
    help_used: str
    withdrawn_at: datetime | None
    criterion_ids: tuple[UUID, ...]
    evidence_version_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class DecisionView:
    """One decision on one criterion, with the judgement that it was part of."""

    id: UUID
    criterion_id: UUID
    judgement_id: UUID
    submission_id: UUID
    outcome: Outcome
    decided_at: datetime
    text_en_id: UUID | None
    text_cy_id: UUID | None
    on_working_translation: bool
    replaces_id: UUID | None
    evidence_version_id: UUID | None
    assessor_id: UUID
    assessor: str
    feedback: str
    feedback_language: str
    stands: bool


@dataclass(frozen=True)
class RequestView:
    id: UUID
    version: int
    kind: RequestKind
    words: str
    language: str
    asked_by_id: UUID
    asked_by: str
    asked_at: datetime
    due_on: date | None
    answer: str
    answer_language: str
    answered_at: datetime | None
    criterion_ids: tuple[UUID, ...]

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


@dataclass(frozen=True)
class DoubtView:
    id: UUID
    check: Check
    mapping_id: UUID | None
    evidence_id: UUID | None
    criterion_id: UUID | None
    words: str
    language: str
    noted_by_id: UUID
    noted_by: str
    noted_at: datetime
    settled_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.settled_at is None


@dataclass(frozen=True)
class ReturnView:
    id: UUID
    message: str
    language: str
    returned_at: datetime
    assessor_id: UUID
    assessor: str
    criterion_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class SignOffView:
    id: UUID
    assessor_id: UUID
    assessor: str
    signed_at: datetime
    proved_at: datetime
    proved_by: str
    sha256: str
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    reason: str | None
    reason_language: str | None

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


@dataclass(frozen=True)
class UnitRecord:
    """Everything recorded of a unit, each kind newest first."""

    submissions: tuple[SubmissionView, ...]
    decisions: tuple[DecisionView, ...]
    requests: tuple[RequestView, ...]
    doubts: tuple[DoubtView, ...]
    returns: tuple[ReturnView, ...]
    sign_offs: tuple[SignOffView, ...]

    @property
    def live_sign_off(self) -> SignOffView | None:
        return next((one for one in self.sign_offs if one.stands), None)


def gather(rows: Iterable[sa.Row[Any]]) -> list[tuple[Any, ...]]:
    """Put rows that differ only in their last column together, with a tuple of those columns."""
    together: dict[tuple[Any, ...], list[UUID]] = {}
    for *rest, last in rows:
        together.setdefault(tuple(rest), []).append(last)
    return [(*rest, tuple(lasts)) for rest, lasts in together.items()]
