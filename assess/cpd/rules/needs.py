"""What a person means to learn."""

from assess.refusals import RefusedError


class NoWordsError(RefusedError):
    field = "words"


def check_need(words: str) -> None:
    if not words:
        raise NoWordsError
