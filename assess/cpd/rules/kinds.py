from enum import StrEnum


class ActivityKind(StrEnum):
    FORMAL = "formal"
    PRACTICE_BASED = "practice-based"
    SELF_DIRECTED = "self-directed"
    OTHER = "other"


class CpdUnit(StrEnum):
    """What an activity is counted in, where it is counted at all."""

    HOURS = "hours"
    CREDITS = "credits"


class NeedSource(StrEnum):
    OWN = "own"
    GAP = "gap"
    """Offered from the gap list: a criterion that lacks something."""

    FEEDBACK = "feedback"
    """Offered from an assessor's feedback on a criterion."""
