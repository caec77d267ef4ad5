"""What a printed unit or portfolio shows, as plain values.

Whoever fills these has worked everything out; whoever draws them only lays it out.
"""

from assess.documents.pages.criterion import (
    PrintedAnswer,
    PrintedCriterion,
    PrintedDecision,
    PrintedMapping,
    PrintedPart,
    PrintedPassage,
    PrintedPlace,
    PrintedQuestion,
    PrintedReflection,
    PrintedReturn,
    PrintedState,
)
from assess.documents.pages.evidence import (
    PrintedConfirmation,
    PrintedDoubt,
    PrintedEarlier,
    PrintedEvidence,
    PrintedExchange,
    PrintedFile,
    PrintedForm,
    PrintedKind,
    PrintedSight,
)
from assess.documents.pages.portfolio import (
    PrintedEnrolment,
    PrintedPortfolio,
    PrintedProof,
    PrintedRelease,
    PrintedSignOff,
    PrintedSubmission,
    PrintedUnit,
    PrintedUnitState,
    PrintedWithdrawal,
)
from assess.documents.pages.texts import Authored, PrintChoice, StandardText

__all__ = [
    "Authored",
    "PrintChoice",
    "PrintedAnswer",
    "PrintedConfirmation",
    "PrintedCriterion",
    "PrintedDecision",
    "PrintedDoubt",
    "PrintedEarlier",
    "PrintedEnrolment",
    "PrintedEvidence",
    "PrintedExchange",
    "PrintedFile",
    "PrintedForm",
    "PrintedKind",
    "PrintedMapping",
    "PrintedPart",
    "PrintedPassage",
    "PrintedPlace",
    "PrintedPortfolio",
    "PrintedProof",
    "PrintedQuestion",
    "PrintedReflection",
    "PrintedRelease",
    "PrintedReturn",
    "PrintedSight",
    "PrintedSignOff",
    "PrintedState",
    "PrintedSubmission",
    "PrintedUnit",
    "PrintedUnitState",
    "PrintedWithdrawal",
    "StandardText",
]
