"""Statements and answers: what a person says of a year, as far as its pack asks it."""

from collections.abc import Collection, Mapping

from assess.cpd.rules.packs import Asked, Pack
from assess.refusals import RefusedError

MOST_STATEMENTS = 100


class UnknownKindError(RefusedError):
    """A kind of statement that the pack does not ask for."""

    field = "kind"


class NothingChosenError(RefusedError):
    field = "reflections"


class TooManyStatementsError(RefusedError):
    field = "reflections"


class UnknownQuestionError(RefusedError):
    """A question that the pack does not ask."""


def check_statements(pack: Pack, kind: str, chosen: Collection[object], *, marked: int) -> None:
    """Refuse what the pack does not ask for. `marked` are those of the year already."""
    if kind not in {one.key for one in pack.choices_of(Asked.STATEMENTS)}:
        raise UnknownKindError(kind)
    if not chosen:
        raise NothingChosenError
    if marked + len(chosen) > MOST_STATEMENTS:
        raise TooManyStatementsError


def check_answers(pack: Pack, answers: Mapping[str, bool]) -> None:
    unknown = set(answers) - {one.key for one in pack.choices_of(Asked.QUESTIONS)}
    if unknown:
        raise UnknownQuestionError(", ".join(sorted(unknown)))
