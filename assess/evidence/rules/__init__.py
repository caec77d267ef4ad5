"""What evidence may be, who may make it, where in it a criterion is shown."""

from assess.evidence.rules.kinds import (
    ASSESSORS_KINDS,
    PRACTITIONERS_KINDS,
    EvidenceForm,
    EvidenceKind,
    LocatorKind,
    kinds_of,
)

__all__ = [
    "ASSESSORS_KINDS",
    "PRACTITIONERS_KINDS",
    "EvidenceForm",
    "EvidenceKind",
    "LocatorKind",
    "kinds_of",
]
