from enum import StrEnum


class PractitionerWord(StrEnum):
    """What a provider calls its practitioners on screen."""

    PRACTITIONER = "practitioner"
    LEARNER = "learner"
    CANDIDATE = "candidate"


def one_line(text: str) -> str:
    """Give a name as one line: what it is put into may be the head of a mail."""
    return " ".join(text.split())
