"""The state of a criterion follows from what was mapped, submitted and decided; nothing stores it.

Whether a submission has been decided is a link, not a comparison of times: a clock that was
wrong once cannot bring back an old state.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assess.assessment.rules.kinds import CriterionState, Outcome, UnitState


@dataclass(frozen=True)
class StandingDecision:
    """The newest decision on a criterion: the one that stands."""

    id: UUID
    submission_id: UUID
    outcome: Outcome
    decided_at: datetime
    text_en_id: UUID | None
    text_cy_id: UUID | None
    on_working_translation: bool
    assessor_id: UUID
    assessor: str
    feedback: str
    feedback_language: str


@dataclass(frozen=True)
class CriterionFacts:
    """What has happened to one criterion of one unit."""

    criterion_id: UUID
    label: str
    mapped: int
    """How many pieces of evidence are mapped to it."""

    waiting_submission_id: UUID | None
    """The submission that puts it forward and has not been decided."""

    submitted_at: datetime | None
    """When it was last put forward, decided or not."""

    decision: StandingDecision | None
    open_requests: int

    @property
    def state(self) -> CriterionState:
        return criterion_state_after(
            mapped=self.mapped,
            waiting=self.waiting_submission_id is not None,
            outcome=self.decision.outcome if self.decision else None,
        )


def criterion_state_after(*, mapped: int, waiting: bool, outcome: Outcome | None) -> CriterionState:
    """Give the state of a criterion: what waits to be decided goes before what was decided."""
    if waiting:
        return CriterionState.SUBMITTED
    if outcome is not None:
        return CriterionState(outcome.value)
    return CriterionState.EVIDENCED if mapped else CriterionState.OPEN


def unit_state_after(states: Iterable[CriterionState], *, signed_off: bool) -> UnitState:
    """Give the state of a unit. One without criteria is never ready."""
    if signed_off:
        return UnitState.SIGNED_OFF
    known = set(states)
    return UnitState.READY if known == {CriterionState.MET} else UnitState.IN_PROGRESS
