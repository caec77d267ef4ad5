"""What a provider requires people to learn: what it asks of me, and who has done it."""

from uuid import UUID

from flask import render_template, request

from assess.actor import Role
from assess.cpd.pages.learning import RequiredByPage
from assess.cpd.queries.required import (
    count_holders,
    list_holders,
    list_required_lines,
    list_required_of_me,
)
from assess.cpd.routes.blueprint import pages
from assess.db import db
from assess.learning.queries.required import find_required
from assess.web.access import current_actor, open_to, open_to_signed_in
from assess.web.navigation import role_name
from assess.web.paging import ON_A_PAGE, paging

STATES = {"done": True, "not-done": False}


@pages.get("/cpd/required-of-me")
@open_to_signed_in
def required_of_me() -> str:
    lines = list_required_of_me(db.session(), current_actor())
    return render_template("cpd/required_of_me.html", lines=lines)


@pages.get("/cpd/required")
@open_to(Role.MANAGER)
def required() -> str:
    lines = list_required_lines(db.session(), current_actor())
    return render_template("cpd/required.html", lines=lines, role_name=role_name)


@pages.get("/cpd/required/<uuid:required_id>")
@open_to(Role.MANAGER)
def required_by(required_id: UUID) -> str:
    session, actor = db.session(), current_actor()
    asked = find_required(session, actor, required_id)
    state = request.args.get("state", "")
    is_done = STATES.get(state)
    everybody = count_holders(session, actor, asked)
    done = count_holders(session, actor, asked, is_done=True)
    count = {None: everybody, True: done, False: everybody - done}[is_done]
    shown = paging("cpd.required_by", count, required_id=str(required_id), state=state or None)
    found = list_holders(
        session, actor, asked, is_done=is_done, limit=ON_A_PAGE, offset=shown.offset
    )
    page = RequiredByPage(
        required=asked,
        role=role_name(asked.role),
        holders=tuple(found),
        count=count,
        done=done,
        asked=everybody,
        paging=shown,
        state=state if is_done is not None else "",
    )
    return render_template("cpd/required_by.html", page=page)
