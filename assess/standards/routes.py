from datetime import UTC, datetime
from uuid import UUID

from flask import render_template, request

from assess.db import db
from assess.refusals import NotFoundError
from assess.standards.pages import (
    View,
    criterion_page,
    detail_name,
    past_review,
    standard_page,
)
from assess.standards.queries import find_standard_id, list_standards, load_standard
from assess.web.access import find_actor, open_to_everyone
from assess.web.language import bilingual_blueprint, current_language

pages = bilingual_blueprint("standards", __name__)


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
    )


@pages.get("/standards/<urn>/<edition>")
@open_to_everyone
def standard(urn: str, edition: str) -> str:
    asked = request.args.get("view")
    view = View(asked) if asked in set(View) else View(current_language().value)
    found = find_standard_id(db.session(), urn=urn, edition=edition, provider_id=_provider_id())
    page = standard_page(load_standard(db.session(), found), view, datetime.now(UTC).date())
    return render_template("standards/standard.html", page=page, detail_name=detail_name)


@pages.get("/standards/<urn>/<edition>/<label>")
@open_to_everyone
def criterion(urn: str, edition: str, label: str) -> str:
    found = find_standard_id(db.session(), urn=urn, edition=edition, provider_id=_provider_id())
    page = criterion_page(load_standard(db.session(), found), label)
    if page is None:
        raise NotFoundError
    return render_template("standards/criterion.html", page=page)


def _provider_id() -> UUID | None:
    actor = find_actor()
    return actor.provider_id if actor else None
