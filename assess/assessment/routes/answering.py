from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.forms import AnswerForm, refusal_words
from assess.assessment.pages.answering import AnswerPage
from assess.assessment.queries import find_request
from assess.assessment.queries.joint_session import find_session_of
from assess.assessment.routes.blueprint import pages
from assess.assessment.service import answer_request
from assess.db import db
from assess.journal.service import once
from assess.refusals import RefusedError, StaleError
from assess.standards.queries import list_criteria
from assess.web.access import current_actor, open_to


@pages.route("/requests/<uuid:request_id>", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def answer(request_id: UUID) -> str | Response | tuple[str, int]:
    found = find_request(db.session(), current_actor(), request_id)
    form, status = AnswerForm(version=found.request.version), 200
    if form.validate_on_submit():
        try:
            _answer(form, request_id)
        except StaleError:
            status = 409
        except RefusedError as refusal:
            form.refuse(refusal, refusal_words(refusal))
        else:
            flash(_("Your answer has been saved."))
            return redirect(url_for("assessment.answer", request_id=request_id))
    session = db.session()
    found = find_request(session, current_actor(), request_id)
    page = AnswerPage.of(
        found,
        list_criteria(session, standard_ids=[found.unit.standard_id]),
        typed=form.answer.data or "" if form.is_submitted() else "",
    )
    joint = find_session_of(session, current_actor(), request_id)
    return render_template("assessment/answer.html", page=page, form=form, joint=joint), status


def _answer(form: AnswerForm, request_id: UUID) -> UUID:
    actor, now = current_actor(), datetime.now(UTC)
    return once(
        actor,
        form.idempotency_key,
        lambda session: answer_request(
            session,
            actor=actor,
            now=now,
            request_id=request_id,
            answer=form.answer.data or "",
            language=form.language.data,
            version=form.version_seen,
        ),
    )
