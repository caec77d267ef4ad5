"""Relates an activity to criteria of any standard: first the standard, then its criteria."""

from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.cpd.forms.activities import ChosenForm
from assess.cpd.forms.activity_words import tell
from assess.cpd.pages.activities import Choosable, ChoosingPage, StandardsPage
from assess.cpd.queries.activity_details import ActivityView, find_activity
from assess.cpd.routes.blueprint import pages
from assess.cpd.service.activity_links import relate_criteria
from assess.db import db
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.standards.queries import (
    CriterionView,
    find_standard_id,
    list_criteria,
    list_standards,
)
from assess.web.access import current_actor, open_to_signed_in
from assess.web.language import current_language
from assess.web.page_form import LINE, tidy


@pages.get("/cpd/activities/<uuid:activity_id>/criteria")
@open_to_signed_in
def activity_standards(activity_id: UUID) -> str:
    session, actor = db.session(), current_actor()
    activity = find_activity(session, actor, activity_id)
    words = tidy(request.args.get("q"))[:LINE]
    related = Counter(one.standard_id for one in activity.criteria)
    found = list_standards(session, provider_id=actor.provider_id, search=words)
    page = StandardsPage(activity, tuple((one, related[one.id]) for one in found), words)
    return render_template("cpd/activity_standards.html", page=page)


@pages.route("/cpd/activities/<uuid:activity_id>/criteria/<urn>/<edition>", methods=["GET", "POST"])
@open_to_signed_in
def activity_criteria(activity_id: UUID, urn: str, edition: str) -> str | Response:
    session, actor = db.session(), current_actor()
    activity = find_activity(session, actor, activity_id)
    standard_id = find_standard_id(session, urn=urn, edition=edition, provider_id=actor.provider_id)
    choices = tuple(_choosable(one) for one in list_criteria(session, standard_ids=[standard_id]))
    form = _form(activity, standard_id, choices)
    if form.validate_on_submit() and _relate(form, activity_id, standard_id):
        flash(_("The criteria have been saved."))
        return redirect(url_for("cpd.activity", activity_id=activity_id))
    page = ChoosingPage(activity, form, choices, len(choices), standard=urn)
    return render_template("cpd/activity_criteria.html", page=page)


def _form(activity: ActivityView, standard_id: UUID, choices: tuple[Choosable, ...]) -> ChosenForm:
    related = [str(one.criterion_id) for one in activity.criteria if one.standard_id == standard_id]
    # A criterion that no newest text has any more stays related, though it is not shown.
    shown = {one.id for one in choices}
    hidden = [(one, one) for one in related if one not in shown]
    return ChosenForm([*((one.id, one.name) for one in choices), *hidden], chosen=related)


def _relate(form: ChosenForm, activity_id: UUID, standard_id: UUID) -> bool:
    actor = current_actor()
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: relate_criteria(
                session,
                actor=actor,
                activity_id=activity_id,
                standard_id=standard_id,
                criterion_ids=form.ids,
                now=datetime.now(UTC),
            ),
        )
    except RefusedError as refusal:
        tell(form, refusal)
        return False
    return True


def _choosable(criterion: CriterionView) -> Choosable:
    """Give a criterion in the page's language, or in the other where that has no words."""
    here = current_language()
    if (words := criterion.words.text_in(here)) is None:
        here = here.other
        words = criterion.words.text_in(here) or ""
    return Choosable(str(criterion.id), words, here.value, criterion.label)
