from flask import render_template, request, url_for

from assess.actor import Role
from assess.assessment.pages.queue import QueueView
from assess.assessment.queries import list_queue, list_ready_units
from assess.assessment.routes.blueprint import pages
from assess.db import db
from assess.web.access import current_actor, open_to

LAST = 1_000_000


@pages.get("/queue")
@open_to(Role.ASSESSOR)
def queue() -> str:
    session, actor = db.session(), current_actor()
    number = min(max(1, request.args.get("page", 1, type=int)), LAST)
    found = list_queue(session, actor, number=number)
    page = QueueView.of(
        found,
        list_ready_units(session, actor),
        address_of=lambda other: url_for("assessment.queue", page=other),
    )
    return render_template("assessment/queue.html", page=page)
