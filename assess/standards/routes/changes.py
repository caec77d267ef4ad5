from flask import render_template, request

from assess.actor import Role
from assess.db import db
from assess.refusals import NotFoundError
from assess.standards.pages.changes import changes_page
from assess.standards.queries import list_editions, load_standard
from assess.standards.routes.blueprint import pages
from assess.standards.rules.comparing import is_newer
from assess.web.access import find_actor, open_to_everyone
from assess.web.language import current_language


@pages.get("/standards/<urn>/<edition>/changes")
@open_to_everyone
def changes(urn: str, edition: str) -> str:
    session, actor = db.session(), find_actor()
    found = list_editions(session, urn=urn, provider_id=actor.provider_id if actor else None)
    ids = {one.edition: one.id for one in found}
    others = [one for one in ids if one != edition]
    older = [one for one in others if is_newer(edition, one)]
    asked = request.args.get("from", (older or others or [""])[-1])
    if edition not in ids or asked not in others:
        raise NotFoundError
    page = changes_page(
        load_standard(session, ids[asked]),
        load_standard(session, ids[edition]),
        others,
        current_language(),
    )
    may_move = actor is not None and actor.role is Role.MANAGER and page.is_newer
    return render_template("standards/changes.html", page=page, may_move=may_move)
