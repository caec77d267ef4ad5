from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.pages.queue import NOBODY, READY_SHOWN, QueueView
from assess.assessment.queries import Show, find_request, list_queue, list_ready_units
from assess.assessment.routes.blueprint import pages
from assess.assessment.service import see_answer
from assess.clocks.rules import day_in_london
from assess.db import db
from assess.journal.service import once
from assess.web.access import current_actor, open_to
from assess.web.language import current_language
from assess.web.page_form import ConfirmForm

LAST = 1_000_000


@pages.get("/queue")
@open_to(Role.ASSESSOR)
def queue() -> str:
    session, actor, today = db.session(), current_actor(), day_in_london(datetime.now(UTC))
    number = min(max(1, request.args.get("page", 1, type=int)), LAST)
    show = request.args.get("show", Show.ALL, type=Show)
    page = QueueView.of(
        list_queue(session, actor, today=today, show=show, number=number),
        list_ready_units(session, actor, limit=READY_SHOWN + 1),
        today=today,
        language=current_language(),
        address_of=lambda other, page: url_for("assessment.queue", show=other.value, page=page),
        desk_address=url_for("assessment.desk", unit_id=NOBODY),
    )
    return render_template("assessment/queue.html", page=page)


@pages.post("/requests/<uuid:request_id>/seen")
@open_to(Role.ASSESSOR)
def seen(request_id: UUID) -> Response:
    """Take an answer from the queue that asks for nothing more."""
    actor, now = current_actor(), datetime.now(UTC)
    find_request(db.session(), actor, request_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        once(
            actor,
            form.idempotency_key,
            lambda session: see_answer(session, actor=actor, now=now, request_id=request_id),
        )
        flash(_("The answer has been taken from your queue."))
    return redirect(url_for("assessment.queue"))
