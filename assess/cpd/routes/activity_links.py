"""Pages with a list to tick: evidence and reflections for one activity."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.cpd.forms.activities import ChosenForm
from assess.cpd.forms.activity_words import tell
from assess.cpd.pages.activities import Choosable, ChoosingPage, reflection_name
from assess.cpd.queries.activity_details import find_activity
from assess.cpd.queries.activity_offers import (
    list_attachable_evidence,
    list_attachable_reflections,
)
from assess.cpd.routes.blueprint import pages
from assess.cpd.service import activity_links as deeds
from assess.db import db
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.page_form import LINE, ConfirmForm, PageForm, tidy

Deed = Callable[..., UUID]


@pages.route("/cpd/activities/<uuid:activity_id>/evidence", methods=["GET", "POST"])
@open_to_signed_in
def activity_evidence(activity_id: UUID) -> str | Response:
    """Choose among the pieces of the own portfolio."""
    session, actor, words = db.session(), current_actor(), _words()
    activity = find_activity(session, actor, activity_id)
    found, count = list_attachable_evidence(session, actor, activity_id, words=words)
    choices = tuple(
        Choosable(str(one.id), one.title, one.language, format_date(one.made_on, "d MMMM y"))
        for one in found
    )
    form = _form(choices, [one.evidence_id for one in activity.evidence])
    if not form.is_submitted():
        form.chosen.data = request.args.getlist("evidence")
    if form.validate_on_submit() and _do(
        form, deeds.attach_evidence, activity_id=activity_id, evidence_ids=form.ids
    ):
        flash(_("The evidence hangs on the activity."))
        return _back(activity_id)
    page = ChoosingPage(activity, form, choices, count, words)
    return render_template("cpd/activity_evidence.html", page=page)


@pages.route("/cpd/activities/<uuid:activity_id>/reflections", methods=["GET", "POST"])
@open_to_signed_in
def activity_reflections(activity_id: UUID) -> str | Response:
    """Choose among the own reflections."""
    session, actor, words = db.session(), current_actor(), _words()
    activity = find_activity(session, actor, activity_id)
    found, count = list_attachable_reflections(session, actor, activity_id, words=words)
    choices = tuple(
        Choosable(
            str(one.reflection_id),
            reflection_name(one),
            one.language,
            format_date(one.saved_at, "d MMMM y"),
        )
        for one in found
    )
    form = _form(choices, [one.reflection_id for one in activity.reflections])
    if not form.is_submitted():
        form.chosen.data = request.args.getlist("reflection")
    if form.validate_on_submit() and _do(
        form, deeds.attach_reflections, activity_id=activity_id, reflection_ids=form.ids
    ):
        flash(_("The reflections hang on the activity."))
        return _back(activity_id)
    page = ChoosingPage(activity, form, choices, count, words)
    return render_template("cpd/activity_reflections.html", page=page)


@pages.post("/cpd/activities/<uuid:activity_id>/evidence/<uuid:evidence_id>/removal")
@open_to_signed_in
def detach_evidence(activity_id: UUID, evidence_id: UUID) -> Response:
    return _detach(deeds.detach_evidence, activity_id, evidence_id=evidence_id)


@pages.post("/cpd/activities/<uuid:activity_id>/reflections/<uuid:reflection_id>/removal")
@open_to_signed_in
def detach_reflection(activity_id: UUID, reflection_id: UUID) -> Response:
    return _detach(deeds.detach_reflection, activity_id, reflection_id=reflection_id)


def _detach(deed: Deed, activity_id: UUID, **values: UUID) -> Response:
    find_activity(db.session(), current_actor(), activity_id)
    form = ConfirmForm()
    form.validate_on_submit()
    _do(form, deed, activity_id=activity_id, **values)
    flash(_("It hangs on the activity no more. It stays where it is."))
    return _back(activity_id)


def _do(form: PageForm, deed: Deed, **values: object) -> bool:
    """Do a deed on an activity once; tell whether it was done."""
    actor = current_actor()
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: deed(session, actor=actor, now=datetime.now(UTC), **values),
        )
    except RefusedError as refusal:
        tell(form, refusal)
        return False
    return True


def _form(choices: Iterable[Choosable], linked: Iterable[UUID]) -> ChosenForm:
    """Take what is shown, and what a second copy of the same post has linked already."""
    return ChosenForm(
        [*((one.id, one.name) for one in choices), *((str(one), str(one)) for one in linked)]
    )


def _words() -> str:
    return tidy(request.args.get("q"))[:LINE]


def _back(activity_id: UUID) -> Response:
    return redirect(url_for("cpd.activity", activity_id=activity_id))
