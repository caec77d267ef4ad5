from datetime import UTC, datetime
from uuid import UUID

from flask import render_template, request

from assess.actor import Role
from assess.db import db
from assess.refusals import NotFoundError
from assess.standards.pages.reading import (
    View,
    criterion_page,
    detail_name,
    past_review,
    standard_page,
)
from assess.standards.queries import find_standard_id, list_editions, list_standards, load_standard
from assess.standards.queries.crosswalk import list_counterparts
from assess.standards.routes.blueprint import pages
from assess.standards.rules.comparing import is_newer
from assess.web.access import find_actor, open_to_everyone
from assess.web.language import current_language


@pages.get("/standards")
@open_to_everyone
def standards() -> str:
    search = request.args.get("search", "").strip()[:200]
    found = list_standards(db.session(), provider_id=_provider_id(), search=search)
    today = datetime.now(UTC).date()
    return render_template(
        "standards/standards.html",
        search=search,
        standards=[(head, past_review(head.details, today)) for head in found],
        may_import=_is_manager(),
    )


@pages.get("/standards/<urn>/<edition>")
@open_to_everyone
def standard(urn: str, edition: str) -> str:
    asked = request.args.get("view")
    view = View(asked) if asked in set(View) else View(current_language().value)
    found = find_standard_id(db.session(), urn=urn, edition=edition, provider_id=_provider_id())
    page = standard_page(load_standard(db.session(), found), view, datetime.now(UTC).date())
    found_editions = list_editions(db.session(), urn=urn, provider_id=_provider_id())
    editions = [one.edition for one in found_editions]
    return render_template(
        "standards/standard.html",
        page=page,
        detail_name=detail_name,
        older=[one for one in editions if is_newer(edition, one)],
        newer=[one for one in editions if is_newer(one, edition)],
    )


@pages.get("/standards/<urn>/<edition>/<label>")
@open_to_everyone
def criterion(urn: str, edition: str, label: str) -> str:
    found = find_standard_id(db.session(), urn=urn, edition=edition, provider_id=_provider_id())
    page = criterion_page(load_standard(db.session(), found), label)
    if page is None:
        raise NotFoundError
    alike = list_counterparts(page.standard.urn, edition).get(label, ())
    return render_template("standards/criterion.html", page=page, alike=alike)


def _is_manager() -> bool:
    actor = find_actor()
    return actor is not None and actor.role is Role.MANAGER


def _provider_id() -> UUID | None:
    actor = find_actor()
    return actor.provider_id if actor else None
