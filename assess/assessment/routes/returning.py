from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.forms import ReturnForm, refusal_words
from assess.assessment.pages.returning import return_page
from assess.assessment.queries import criterion_states
from assess.assessment.routes.blueprint import pages
from assess.assessment.service import return_work as do_return_work
from assess.db import db
from assess.enrolment.queries import find_unit
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.standards.queries import list_criteria
from assess.web.access import current_actor, open_to


@pages.route("/units/<uuid:unit_id>/return", methods=["GET", "POST"])
@open_to(Role.ASSESSOR)
def return_work(unit_id: UUID) -> str | Response:
    session, actor = db.session(), current_actor()
    unit = find_unit(session, actor, unit_id)
    page = return_page(
        unit=unit,
        criteria=list_criteria(session, standard_ids=[unit.standard_id]),
        facts=criterion_states(session, [unit_id])[unit_id],
    )
    form = ReturnForm()
    form.criteria.choices = page.choices
    if not form.is_submitted():
        form.criteria.data = [str(line.id) for line in page.lines]
    if form.validate_on_submit():
        try:
            _return(form, unit_id)
        except RefusedError as refusal:
            form.refuse(refusal, refusal_words(refusal))
        else:
            flash(_("Returned. The practitioner has been told."))
            return redirect(url_for("assessment.queue"))
    return render_template("assessment/return_work.html", page=page, form=form)


def _return(form: ReturnForm, unit_id: UUID) -> UUID:
    actor, now = current_actor(), datetime.now(UTC)
    return once(
        actor,
        form.idempotency_key,
        lambda session: do_return_work(
            session,
            actor=actor,
            now=now,
            unit_id=unit_id,
            criterion_ids=form.criteria.ids,
            message=form.message.data or "",
            language=form.language.data,
        ),
    )
