"""The two kinds of criteria, and where a text comes from."""

from enum import StrEnum


class CriterionKind(StrEnum):
    PERFORMANCE = "performance"
    KNOWLEDGE = "knowledge"


class Provenance(StrEnum):
    PUBLISHED = "published"
    WORKING_TRANSLATION = "working translation"
