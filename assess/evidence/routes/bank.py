from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.queries import list_units
from assess.evidence.forms.bank import QuestionForm
from assess.evidence.pages.bank import criterion_choices
from assess.evidence.queries import list_questions
from assess.evidence.routes.blueprint import pages
from assess.evidence.routes.offering import fresh_form, refuse
from assess.evidence.service import add_question, retire_question
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.standards.queries import list_criteria
from assess.web.access import current_actor, open_to
from assess.web.language import current_language
from assess.web.page_form import ConfirmForm


@pages.route("/questions", methods=["GET", "POST"])
@open_to(Role.ASSESSOR, Role.MANAGER)
def questions() -> str | Response:
    session, actor = db.session(), current_actor()
    form = QuestionForm(language=actor.language.value)
    urns = {unit.standard_id: unit.urn for unit in list_units(session, actor)}
    criteria = list_criteria(session, standard_ids=list(urns))
    form.criterion.choices = [
        ("", _("Any criterion")),
        *criterion_choices(criteria, urns, current_language()),
    ]
    if form.validate_on_submit() and _add(form):
        flash(_("The question has been kept."))
        return redirect(url_for("evidence.questions"))
    kept = list_questions(session, actor)
    return render_template(
        "evidence/questions.html", form=form, questions=kept, fresh_form=fresh_form
    )


def _add(form: QuestionForm) -> bool:
    actor = current_actor()
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: add_question(
                session,
                actor=actor,
                words=form.words.data or "",
                language=form.language.data,
                criterion_id=UUID(form.criterion.data) if form.criterion.data else None,
                now=datetime.now(UTC),
            ),
        )
    except RefusedError as refusal:
        refuse(form, refusal)
        return False
    return True


@pages.post("/questions/<uuid:question_id>/retirement")
@open_to(Role.ASSESSOR, Role.MANAGER)
def retire(question_id: UUID) -> Response:
    actor, form = current_actor(), ConfirmForm()
    if form.validate_on_submit():
        once(
            actor,
            form.idempotency_key,
            lambda session: retire_question(
                session, actor=actor, question_id=question_id, now=datetime.now(UTC)
            ),
        )
        flash(_("The question is no longer offered."))
    return redirect(url_for("evidence.questions"))
