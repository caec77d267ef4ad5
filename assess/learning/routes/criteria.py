"""The criterion that a list is narrowed to: typed, or in the link of a criterion's page."""

from dataclasses import dataclass
from uuid import UUID

from flask import request

from assess.actor import Actor
from assess.db import db
from assess.learning.queries.criteria import find_typed_criteria
from assess.learning.rules.places import TooManyCriteriaError, UnknownCriteriaError
from assess.web.page_form import LINE, tidy


@dataclass(frozen=True)
class Narrowed:
    typed: str
    ids: tuple[UUID, ...] | None
    """None where nothing was typed."""

    unknown: tuple[str, ...] = ()


def narrowed_to(actor: Actor) -> Narrowed:
    typed = tidy(request.args.get("criterion"))[:LINE]
    if not typed:
        return Narrowed("", None)
    try:
        found = find_typed_criteria(db.session(), actor.provider_id, typed)
    except UnknownCriteriaError as unknown:
        return Narrowed(typed, (), unknown.unknown)
    except TooManyCriteriaError:
        return Narrowed(typed, (), (typed,))
    return Narrowed(typed, tuple(one.id for one in found))
