from enum import StrEnum


class Outcome(StrEnum):
    MET = "met"
    NOT_YET_MET = "not yet met"


class RequestKind(StrEnum):
    QUESTION = "question"
    ACTION = "action"


class Check(StrEnum):
    """The VARCS checks, but for reliable, which is the IQA's business."""

    VALID = "valid"
    AUTHENTIC = "authentic"
    CURRENT = "current"
    SUFFICIENT = "sufficient"


class CriterionState(StrEnum):
    OPEN = "open"
    EVIDENCED = "evidenced"
    SUBMITTED = "submitted"
    NOT_YET_MET = "not yet met"
    MET = "met"


class UnitState(StrEnum):
    IN_PROGRESS = "in progress"
    READY = "ready to sign off"
    SIGNED_OFF = "signed off"
