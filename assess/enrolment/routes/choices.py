"""Whom and what a manager may choose from, as pairs of id and words."""

from uuid import UUID

from assess.actor import Role
from assess.bilingual import Language
from assess.db import db
from assess.people.queries import list_named
from assess.standards.queries import StandardHead, list_standards
from assess.standards.rules.comparing import edition_order
from assess.web.access import current_actor
from assess.web.language import current_language

PRACTITIONERS_SHOWN = 100


def people_to_choose(
    role: Role, *, also: UUID | None = None, called: str | None = None
) -> list[tuple[str, str]]:
    """Give the holders of a role; `also` may stay who stood there before, holder or not."""
    pairs = [
        (str(person.id), person.name)
        for person in list_named(db.session(), current_actor(), role=role)
    ]
    if also is not None and str(also) not in dict(pairs):
        pairs.append((str(also), called or ""))
    return pairs


def practitioners_to_choose(search: str, chosen: list[UUID]) -> list[tuple[str, str]]:
    """Give the first practitioners of a search; those chosen already stay on the list."""
    return [
        (str(person.id), person.name)
        for person in list_named(
            db.session(),
            current_actor(),
            role=Role.PRACTITIONER,
            search=search,
            also=chosen,
            limit=PRACTITIONERS_SHOWN,
        )
    ]


def urns_to_choose() -> dict[str, tuple[str, str]]:
    """Give each standard once, in its newest version, by its URN."""
    here = current_language()
    standards = list_standards(db.session(), provider_id=current_actor().provider_id)
    return {
        one.urn: (str(one.id), _named(one, here))
        for one in sorted(standards, key=lambda one: (one.urn, edition_order(one.edition)))
    }


def standards_to_choose() -> list[tuple[str, str]]:
    here = current_language()
    standards = list_standards(db.session(), provider_id=current_actor().provider_id)
    return [
        (
            str(standard.id),
            _named(standard, here),
        )
        for standard in standards
    ]


def _named(standard: StandardHead, here: Language) -> str:
    title = standard.title.text_in(here) or standard.title.text_in(here.other) or ""
    return f"{standard.urn} {title}".strip()
