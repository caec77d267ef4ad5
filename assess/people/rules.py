"""Who may sign in and how: words, passwords, links."""

from enum import StrEnum


class PractitionerWord(StrEnum):
    """What a provider calls its practitioners on screen."""

    PRACTITIONER = "practitioner"
    LEARNER = "learner"
    CANDIDATE = "candidate"


class LinkPurpose(StrEnum):
    INVITATION = "invitation"
    RESET = "reset"
