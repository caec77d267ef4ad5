"""What is done at the desk. A script gets JSON; a form is sent back to where it came from."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, jsonify, redirect, request, url_for
from flask_babel import format_time
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.forms.desk import (
    AskForm,
    DecideForm,
    DoubtForm,
    SettleForm,
)
from assess.assessment.forms.refusals import refusal_words
from assess.assessment.routes.blueprint import pages
from assess.assessment.routes.desk import show_desk
from assess.assessment.rules import Check, Outcome, RequestKind
from assess.assessment.service import (
    ask_question,
    decide_criteria,
    note_doubt,
    set_action,
    settle_doubt,
)
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to
from assess.web.page_form import PageForm

Answer = str | Response | tuple[str, int]


@pages.route("/units/<uuid:unit_id>/decisions", methods=["GET", "POST"])
@open_to(Role.ASSESSOR)
def decide(unit_id: UUID) -> Answer:
    form, now = DecideForm(), datetime.now(UTC)
    deed = partial(
        decide_criteria,
        actor=current_actor(),
        now=now,
        unit_id=unit_id,
        feedback=form.feedback.data or "",
        feedback_language=form.feedback_language.data,
        evidence_version_id=form.version.data,
    )
    return _done(
        unit_id,
        form,
        lambda session: deed(
            session, outcome=Outcome(form.outcome.data), criterion_ids=form.criteria.ids
        ),
        _("Saved %(time)s", time=format_time(now, "HH:mm")),
    )


@pages.route("/units/<uuid:unit_id>/requests", methods=["GET", "POST"])
@open_to(Role.ASSESSOR)
def ask(unit_id: UUID) -> Answer:
    form, now = AskForm(), datetime.now(UTC)
    deed = set_action if form.kind.data == RequestKind.ACTION else ask_question
    sent = partial(
        deed,
        actor=current_actor(),
        now=now,
        unit_id=unit_id,
        words=form.words.data or "",
        language=form.language.data,
        due_on=form.due_on.data,
    )
    return _done(
        unit_id,
        form,
        lambda session: sent(session, criterion_ids=form.criteria.ids),
        _("Sent %(time)s", time=format_time(now, "HH:mm")),
    )


@pages.route("/units/<uuid:unit_id>/doubts", methods=["GET", "POST"])
@open_to(Role.ASSESSOR)
def doubt(unit_id: UUID) -> Answer:
    form = DoubtForm()

    def noted(session: Session) -> UUID:
        return note_doubt(
            session,
            actor=current_actor(),
            now=datetime.now(UTC),
            unit_id=unit_id,
            check=Check(form.check.data),
            words=form.words.data or "",
            language=form.language.data,
            **form.place(),
        )

    return _done(unit_id, form, noted, _("The doubt is noted"))


@pages.route("/units/<uuid:unit_id>/doubts/settled", methods=["GET", "POST"])
@open_to(Role.ASSESSOR)
def settle(unit_id: UUID) -> Answer:
    form = SettleForm()

    def settled(session: Session) -> UUID:
        doubt_id = UUID(str(form.doubt_id.data))
        return settle_doubt(
            session, actor=current_actor(), now=datetime.now(UTC), doubt_id=doubt_id
        )

    return _done(unit_id, form, settled, _("The doubt is settled"))


def _done(unit_id: UUID, form: PageForm, deed: Callable[[Session], UUID], words: str) -> Answer:
    """Do the deed of a form and say so; what a rule refuses is said beside its field."""
    if request.method != "POST":
        return redirect(_back(unit_id))
    if form.validate_on_submit():
        try:
            once(current_actor(), form.idempotency_key, deed)
        except RefusedError as refusal:
            form.refuse(refusal, refusal_words(refusal))
        else:
            return _saved(unit_id, words)
    return _refused(unit_id, form)


def _saved(unit_id: UUID, words: str) -> Response:
    if _wants_json():
        return jsonify(saved=words)
    flash(words)
    return redirect(_back(unit_id))


def _refused(unit_id: UUID, form: PageForm) -> Answer:
    if not _wants_json():
        return show_desk(unit_id, form), 422
    errors = {field.id: str(field.errors[0]) for field in form if field.errors}
    return jsonify(errors=errors, form_errors=[str(words) for words in form.form_errors])


def _back(unit_id: UUID) -> str:
    """Give the address of the desk as it was: the same evidence, the same criterion."""
    kept = ("evidence", "criterion")
    here: dict[str, Any] = {name: request.args[name] for name in kept if name in request.args}
    return url_for("assessment.desk", unit_id=unit_id, **here)


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
