"""Stretches of months in which a record shows nothing, and what the person says of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assess.cpd.rules.years import DAY, Period, months_after
from assess.refusals import RefusedError

MOST_EXPLAINED = 100


class EmptyExplanationError(RefusedError):
    field = "words"


class NoSuchGapError(RefusedError):
    """The stretch that is explained is no gap of this year: the record has changed since."""


class TooManyExplanationsError(RefusedError):
    field = "words"


@dataclass(frozen=True)
class Explanation:
    """What a person says of a stretch without CPD."""

    from_day: date
    until: date
    words: str
    language: str


@dataclass(frozen=True)
class Gap:
    period: Period
    explanations: tuple[Explanation, ...]
    is_explained: bool


def find_gaps(
    busy: Iterable[Period],
    *,
    period: Period,
    months: int,
    today: date,
    explained: Sequence[Explanation] = (),
) -> tuple[Gap, ...]:
    """Give the stretches of a period, up to today, that are so many months long or longer.

    A gap is explained where what the person said leaves no such stretch of it open: a gap that
    has grown since is open again once the rest of it is long enough.
    """
    lived = Period(period.starts_on, min(period.ends_on, today))
    spans = list(busy)
    said = [Period(one.from_day, one.until) for one in explained]
    still_open = list(_stretches([*spans, *said], lived, months))
    return tuple(
        Gap(
            stretch,
            tuple(one for one in explained if stretch.overlaps(one.from_day, one.until)),
            is_explained=not any(
                stretch.overlaps(rest.starts_on, rest.ends_on) for rest in still_open
            ),
        )
        for stretch in _stretches(spans, lived, months)
    )


def _stretches(busy: Iterable[Period], lived: Period, months: int) -> Iterator[Period]:
    """Give each stretch between what is busy that is long enough, in the order of the days."""
    first = lived.starts_on
    for span in sorted(busy, key=lambda one: one.starts_on):
        if span.ends_on < first:
            continue
        if span.starts_on > lived.ends_on:
            break
        if is_long(first, span.starts_on - DAY, months):
            yield Period(first, span.starts_on - DAY)
        first = span.ends_on + DAY
    if is_long(first, lived.ends_on, months):
        yield Period(first, lived.ends_on)


def is_long(first: date, last: date, months: int) -> bool:
    """Say whether from one day to another, both with it, are at least so many months."""
    return last + DAY >= months_after(first, months)


def check_explanation(words: str, stretch: Period, gaps: Iterable[Gap], *, said: int) -> None:
    """Refuse an explanation of nothing, in no words, or one too many."""
    if not words.strip():
        raise EmptyExplanationError
    if stretch not in {gap.period for gap in gaps}:
        raise NoSuchGapError
    if said >= MOST_EXPLAINED:
        raise TooManyExplanationsError
