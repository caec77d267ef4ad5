"""What evidence may be, and who may make it."""

from enum import StrEnum

from assess.actor import Role
from assess.refusals import RefusedError


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
    PLAN = "plan"
    """A written plan as it stood when it was put forward, section by section."""


class LocatorKind(StrEnum):
    WHOLE = "whole"
    PAGE = "page"
    PARAGRAPH = "paragraph"
    TIME = "time"
    SECTION = "section"
    """Of a written plan, by its key."""


TYPED_FORMS = (
    EvidenceForm.FILES,
    EvidenceForm.ADDRESS,
    EvidenceForm.TEXT,
    EvidenceForm.POINTER,
)
"""What is added on the evidence page. A plan is put forward from its own."""

PRACTITIONERS_KINDS = (EvidenceKind.WORK_PRODUCT, EvidenceKind.REFLECTIVE_ACCOUNT)
ASSESSORS_KINDS = (
    EvidenceKind.OBSERVATION,
    EvidenceKind.PROFESSIONAL_DISCUSSION,
    EvidenceKind.QUESTIONING,
)


class KindNotYoursError(RefusedError):
    """Somebody offers a kind of evidence that their role does not make."""

    field = "kind"


def kinds_of(role: Role) -> tuple[EvidenceKind, ...]:
    """Give the kinds of evidence that a role makes."""
    return {
        Role.PRACTITIONER: PRACTITIONERS_KINDS,
        Role.ASSESSOR: ASSESSORS_KINDS,
    }.get(role, ())


def check_kind(kind: EvidenceKind, role: Role) -> None:
    if kind not in kinds_of(role):
        raise KindNotYoursError
