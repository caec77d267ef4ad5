from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.cpd.forms.activities import DONE, PLANNED, ActivityForm
from assess.cpd.forms.activity_words import tell
from assess.cpd.pages.activities import Difference, FormPage, differences
from assess.cpd.queries.activity_details import ActivityView, find_activity
from assess.cpd.routes.activity_adding import need_choices, shortened, unsaved_at
from assess.cpd.routes.blueprint import pages
from assess.cpd.rules.activities import TEXTS
from assess.cpd.rules.amounts import typed_again as amount_again
from assess.cpd.rules.kinds import CpdUnit
from assess.cpd.service.activities import change_activity as change
from assess.cpd.service.activities import place_of
from assess.db import db
from assess.drafts.queries import find_draft
from assess.journal.service import once
from assess.refusals import NotFoundError, RefusedError, StaleError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.kept_form import draft_asked_for, typed_again

CONFLICT = 409
Answer = str | Response | tuple[str, int]


@pages.route("/cpd/activities/<uuid:activity_id>/change", methods=["GET", "POST"])
@open_to_signed_in
def change_activity(activity_id: UUID) -> Answer:
    activity = find_activity(db.session(), current_actor(), activity_id)
    form = _form(activity)
    if form.validate_on_submit():
        try:
            _change(form, activity_id)
        except StaleError:
            return _both_texts(form, activity_id)
        except RefusedError as refusal:
            tell(form, refusal)
        else:
            flash(_("The activity has been saved."))
            return redirect(url_for("cpd.activity", activity_id=activity_id))
    return render_template("cpd/change_activity.html", page=_page(form, activity))


def _form(activity: ActivityView) -> ActivityForm:
    needs = dict(need_choices())
    if activity.need_id is not None:
        needs.setdefault(str(activity.need_id), shortened(activity.need or ""))
    if draft_id := draft_asked_for():
        draft = find_draft(db.session(), current_actor(), draft_id)
        if draft.place != place_of(activity.id):
            raise NotFoundError
        typed = typed_again(draft.content, tab_id=draft.tab_id, started_from=draft.started_from)
        return ActivityForm(needs.items(), formdata=typed)
    return ActivityForm(needs.items(), started_from=str(activity.version), **_shown(activity))


def _shown(activity: ActivityView) -> dict[str, Any]:
    is_one_day = activity.starts_on == activity.ends_on
    return {
        **{name: getattr(activity, name) for name in TEXTS},
        "kind": activity.kind.value,
        "starts_on": activity.starts_on,
        "ends_on": None if is_one_day else activity.ends_on,
        "state": DONE if activity.done_on else PLANNED,
        "is_planned": activity.is_planned,
        "amount": amount_again(activity.hundredths) if activity.hundredths is not None else "",
        "unit": (activity.unit or CpdUnit.HOURS).value,
        "language": activity.language,
        "need": str(activity.need_id or ""),
    }


def _change(form: ActivityForm, activity_id: UUID) -> UUID:
    actor, typed = current_actor(), form.typed()
    return once(
        actor,
        form.idempotency_key,
        lambda session: change(
            session,
            actor=actor,
            activity_id=activity_id,
            typed=typed,
            seen=form.seen,
            tab_id=form.tab,
            now=datetime.now(UTC),
        ),
    )


def _both_texts(form: ActivityForm, activity_id: UUID) -> Answer:
    """Show what stands beside what was typed; saving again then puts the typed in its place."""
    activity = find_activity(db.session(), current_actor(), activity_id)
    form.started_from.data = str(activity.version)
    page = _page(form, activity, differences(form, activity))
    return render_template("cpd/change_activity.html", page=page), CONFLICT


def _page(
    form: ActivityForm, activity: ActivityView, stale: tuple[Difference, ...] | None = None
) -> FormPage:
    current = {name: getattr(activity, name) for name in TEXTS}
    unsaved = unsaved_at(place_of(activity.id), form, current)
    return FormPage(form=form, unsaved=unsaved, activity=activity, stale=stale)
