"""What may be enrolled, and on which terms."""

from assess.enrolment.rules.terms import (
    AlreadyEnrolledError,
    AssessorIsQualityAssurerError,
    ClaimedBeforeStartError,
    EndsBeforeStartError,
    LearnerNumberShapeError,
    MayNotEnrolError,
    NobodyChosenError,
    NotOneLearnerError,
    OwnAssessorError,
    OwnQualityAssurerError,
    Place,
    Terms,
    check_individual_facts,
    check_may_enrol,
    check_people,
    check_terms,
)

__all__ = [
    "AlreadyEnrolledError",
    "AssessorIsQualityAssurerError",
    "ClaimedBeforeStartError",
    "EndsBeforeStartError",
    "LearnerNumberShapeError",
    "MayNotEnrolError",
    "NobodyChosenError",
    "NotOneLearnerError",
    "OwnAssessorError",
    "OwnQualityAssurerError",
    "Place",
    "Terms",
    "check_individual_facts",
    "check_may_enrol",
    "check_people",
    "check_terms",
]
