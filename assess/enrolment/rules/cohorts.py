"""What a cohort is called, and when it starts and ends."""

from datetime import date

from assess.refusals import RefusedError


class CohortKnownError(RefusedError):
    """The provider has a cohort of that name already."""

    field = "name"


class CohortNamelessError(RefusedError):
    field = "name"


class CohortEndsBeforeStartError(RefusedError):
    field = "ends_on"


def check_cohort(
    name: str, *, others: frozenset[str], starts_on: date | None, ends_on: date | None
) -> None:
    """Refuse no name, another cohort's, and an end before the start. Names come as `fold` gives."""
    if not name:
        raise CohortNamelessError("a cohort is known by its name")
    if name in others:
        raise CohortKnownError("two cohorts of one name could not be told apart")
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise CohortEndsBeforeStartError("it would end before it starts")
