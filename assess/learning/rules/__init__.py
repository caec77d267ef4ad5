"""What the catalogue holds, who reads a lesson, and what may become of it."""

from assess.learning.rules.kinds import Audience, EntryKind, LessonState

__all__ = ["Audience", "EntryKind", "LessonState"]
