from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.forms import SubmitForm, refusal_words
from assess.assessment.forms.submitting import DECLARATION
from assess.assessment.pages.submitting import SubmissionPage, submit_page
from assess.assessment.queries import criterion_states, find_submission, list_live_sign_offs
from assess.assessment.routes.blueprint import pages
from assess.assessment.service import submit_criteria, withdraw_submission
from assess.db import db
from assess.enrolment.queries import find_unit
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.standards.queries import list_criteria
from assess.web.access import current_actor, open_to
from assess.web.language import current_language
from assess.web.page_form import ConfirmForm


@pages.route("/units/<uuid:unit_id>/submit", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def submit(unit_id: UUID) -> str | Response:
    session, actor = db.session(), current_actor()
    unit = find_unit(session, actor, unit_id)
    page = submit_page(
        unit=unit,
        criteria=list_criteria(session, standard_ids=[unit.standard_id]),
        facts=criterion_states(session, [unit_id])[unit_id],
        is_signed_off=bool(list_live_sign_offs(session, [unit_id])),
    )
    form = SubmitForm()
    form.criteria.choices = page.choices
    if not form.is_submitted():
        form.criteria.data = [str(line.id) for line in page.lines if line.is_new]
    if form.validate_on_submit():
        try:
            submission_id = _submit(form, unit_id)
        except RefusedError as refusal:
            form.refuse(refusal, refusal_words(refusal))
        else:
            told = _("Submitted. Your assessor has been told.")
            flash(told if unit.assessor_id else _("Submitted."))
            return redirect(url_for("assessment.submission", submission_id=submission_id))
    return render_template("assessment/submit.html", page=page, form=form)


def _submit(form: SubmitForm, unit_id: UUID) -> UUID:
    actor, now = current_actor(), datetime.now(UTC)
    return once(
        actor,
        form.idempotency_key,
        lambda session: submit_criteria(
            session,
            actor=actor,
            now=now,
            unit_id=unit_id,
            criterion_ids=form.criteria.ids,
            declaration=str(DECLARATION),
            declaration_language=current_language(),
            help_used=form.help_used.data or "",
        ),
    )


@pages.route("/submissions/<uuid:submission_id>", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def submission(submission_id: UUID) -> str | Response:
    actor, form = current_actor(), ConfirmForm()
    find_submission(db.session(), actor, submission_id)
    if form.validate_on_submit():
        now = datetime.now(UTC)
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: withdraw_submission(
                    session, actor=actor, now=now, submission_id=submission_id
                ),
            )
        except RefusedError as refusal:
            form.refuse(refusal, refusal_words(refusal))
        else:
            flash(_("Withdrawn. You can change your evidence and submit again."))
            return redirect(url_for("assessment.submission", submission_id=submission_id))
    session = db.session()
    found = find_submission(session, actor, submission_id)
    criteria = list_criteria(session, standard_ids=[found.unit.standard_id])
    page = SubmissionPage.of(found, criteria)
    return render_template("assessment/submission.html", page=page, form=form)
