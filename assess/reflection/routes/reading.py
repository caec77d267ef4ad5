from uuid import UUID

from flask import render_template

from assess.actor import Role
from assess.db import db
from assess.reflection.pages import ReadPage
from assess.reflection.queries import find_reflection
from assess.reflection.routes.blueprint import pages
from assess.web.access import current_actor, open_to_signed_in
from assess.web.page_form import ConfirmForm


@pages.get("/reflections/<uuid:reflection_id>")
@open_to_signed_in
def read(reflection_id: UUID) -> str:
    actor = current_actor()
    found = find_reflection(db.session(), actor, reflection_id)
    page = ReadPage(found, may_map=found.is_own and actor.role is Role.PRACTITIONER)
    return render_template("reflection/read.html", page=page, fresh_form=ConfirmForm)
