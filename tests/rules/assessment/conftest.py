from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from assess.assessment.rules import Outcome
from assess.assessment.rules.states import CriterionFacts, StandingDecision

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MakeFacts = Callable[..., CriterionFacts]


def standing(outcome: Outcome) -> StandingDecision:
    return StandingDecision(
        id=uuid7(),
        submission_id=uuid7(),
        outcome=outcome,
        decided_at=NOW,
        text_en_id=None,
        text_cy_id=None,
        on_working_translation=False,
        assessor_id=uuid7(),
        assessor="An assessor",
        feedback="",
        feedback_language="en",
    )


@pytest.fixture
def facts() -> MakeFacts:
    """Give what makes a criterion's facts; evidenced unless its arguments say more."""

    def make(
        label: str = "P1",
        *,
        mapped: int = 1,
        waiting: bool = False,
        outcome: Outcome | None = None,
        open_requests: int = 0,
        criterion_id: UUID | None = None,
    ) -> CriterionFacts:
        return CriterionFacts(
            criterion_id=criterion_id or uuid7(),
            label=label,
            mapped=mapped,
            waiting_submission_id=uuid7() if waiting else None,
            submitted_at=NOW if waiting or outcome else None,
            decision=standing(outcome) if outcome else None,
            open_requests=open_requests,
        )

    return make
