"""The kinds that the catalogue and the lessons know."""

from enum import StrEnum


class EntryKind(StrEnum):
    COURSE = "course"
    WORKSHOP = "workshop"
    ARTICLE = "article"
    EVENT = "event"


class Audience(StrEnum):
    COHORT = "cohort"
    PROVIDER = "provider"
    EVERYONE = "everyone"


class LessonState(StrEnum):
    PUBLISHED = "published"
    WAITING = "waiting"
    """For every provider: a manager has not read it yet."""

    RETURNED = "returned"
    """A manager sent it back, with a reason."""

    WITHDRAWN = "withdrawn"
