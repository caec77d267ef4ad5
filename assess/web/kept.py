"""What a macro made of some facts is kept, for the page that shows the same facts next."""

from collections.abc import Hashable, Iterable
from functools import lru_cache

from jinja2.runtime import Macro
from markupsafe import Markup

FRAGMENTS_KEPT = 20_000


@lru_cache(maxsize=FRAGMENTS_KEPT)
def kept(macro: Macro, *facts: Hashable) -> Markup:
    """Give what a macro makes of these facts, and of nothing else.

    Each language has templates of its own, and so macros of its own. Only for what is short:
    a thousand pages' worth of it stays in memory.
    """
    return Markup(macro(*facts))  # noqa: S704 (a template escaped it)


def kept_each(macro: Macro, things: Iterable[Hashable], *facts: Hashable) -> Markup:
    """Give what a macro makes of each of these things, one after the other."""
    return Markup("".join([kept(macro, thing, *facts) for thing in things]))  # noqa: S704 (as above)
