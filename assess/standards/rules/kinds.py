"""The two kinds of criteria of a NOS."""

from enum import StrEnum


class CriterionKind(StrEnum):
    PERFORMANCE = "performance"
    KNOWLEDGE = "knowledge"
