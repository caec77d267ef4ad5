"""How often a person is told by mail."""

from enum import StrEnum


class Frequency(StrEnum):
    AT_ONCE = "at once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"
