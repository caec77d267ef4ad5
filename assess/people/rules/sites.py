"""What a provider's places are called."""

from assess.refusals import RefusedError


class SiteKnownError(RefusedError):
    """The provider has a site of that name already."""

    field = "name"


class SiteNamelessError(RefusedError):
    field = "name"


def check_site_name(name: str, *, others: frozenset[str]) -> None:
    """Refuse no name, and one that another site has; both as `fold` gives them."""
    if not name:
        raise SiteNamelessError("a site is known by its name")
    if name in others:
        raise SiteKnownError("two sites of one name could not be told apart")
