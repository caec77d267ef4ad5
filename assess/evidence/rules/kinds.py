"""What evidence may be, and who may make it."""

from enum import StrEnum


class EvidenceKind(StrEnum):
    WORK_PRODUCT = "work product"
    REFLECTIVE_ACCOUNT = "reflective account"
    OBSERVATION = "observation"
    PROFESSIONAL_DISCUSSION = "professional discussion"
    QUESTIONING = "questioning"
    WITNESS_TESTIMONY = "witness testimony"
    EXPERT_WITNESS_TESTIMONY = "expert witness testimony"


class EvidenceForm(StrEnum):
    FILES = "files"
    ADDRESS = "address"
    TEXT = "text"
    POINTER = "pointer"


class LocatorKind(StrEnum):
    WHOLE = "whole"
    PAGE = "page"
    PARAGRAPH = "paragraph"
    TIME = "time"


PRACTITIONERS_KINDS = (EvidenceKind.WORK_PRODUCT, EvidenceKind.REFLECTIVE_ACCOUNT)
ASSESSORS_KINDS = (
    EvidenceKind.OBSERVATION,
    EvidenceKind.PROFESSIONAL_DISCUSSION,
    EvidenceKind.QUESTIONING,
)
