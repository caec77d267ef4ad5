"""What may be submitted, asked, decided and signed off, and what state follows."""

from assess.assessment.rules.kinds import Check, CriterionState, Outcome, RequestKind, UnitState

__all__ = ["Check", "CriterionState", "Outcome", "RequestKind", "UnitState"]
