from datetime import UTC, date, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.bilingual import Language
from assess.clocks.rules import day_in_london
from assess.cpd.forms.activities import DoneForm
from assess.cpd.forms.activity_words import tell, words_of
from assess.cpd.pages.activities import activity_page, reflection_name
from assess.cpd.pages.activity_account import account_description, account_text
from assess.cpd.queries.activity_account import find_account
from assess.cpd.queries.activity_details import ActivityView, find_activity
from assess.cpd.routes.activity_sources import sources_of
from assess.cpd.routes.blueprint import fresh_form, pages
from assess.cpd.service import activities as deeds
from assess.cpd.service.account import Account, use_as_evidence
from assess.db import db, writing
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to, open_to_signed_in
from assess.web.extensions import the_files
from assess.web.language import current_language, in_language
from assess.web.page_form import ConfirmForm


@pages.get("/cpd/activities/<uuid:activity_id>")
@open_to_signed_in
def activity(activity_id: UUID) -> str:
    return _show(find_activity(db.session(), current_actor(), activity_id))


@pages.post("/cpd/activities/<uuid:activity_id>/done")
@open_to_signed_in
def do_activity(activity_id: UUID) -> str | Response:
    found = find_activity(db.session(), current_actor(), activity_id)
    form = DoneForm()
    if form.validate_on_submit():
        try:
            _do(form, activity_id)
        except RefusedError as refusal:
            form.refuse(refusal, words_of(refusal), "done_on")
        else:
            flash(_("The activity is done. What did you learn from it?"))
            return _back(activity_id)
    return _show(found, form)


def _do(form: DoneForm, activity_id: UUID) -> UUID:
    actor, day = current_actor(), form.done_on.data
    return once(
        actor,
        form.idempotency_key,
        lambda session: deeds.do_activity(
            session, actor=actor, activity_id=activity_id, done_on=day, now=datetime.now(UTC)
        ),
    )


@pages.post("/cpd/activities/<uuid:activity_id>/removal")
@open_to_signed_in
def remove_activity(activity_id: UUID) -> Response:
    actor = current_actor()
    find_activity(db.session(), actor, activity_id)
    if ConfirmForm().validate_on_submit():
        with writing() as session:
            deeds.remove_activity(
                session, actor=actor, activity_id=activity_id, now=datetime.now(UTC)
            )
        flash(_("The activity counts no more. You can put it back."))
    return _back(activity_id)


@pages.post("/cpd/activities/<uuid:activity_id>/restoring")
@open_to_signed_in
def restore_activity(activity_id: UUID) -> Response:
    actor = current_actor()
    find_activity(db.session(), actor, activity_id)
    if ConfirmForm().validate_on_submit():
        with writing() as session:
            deeds.restore_activity(
                session, actor=actor, activity_id=activity_id, now=datetime.now(UTC)
            )
        flash(_("The activity is in your record again."))
    return _back(activity_id)


@pages.post("/cpd/activities/<uuid:activity_id>/account")
@open_to(Role.PRACTITIONER)
def use_activity(activity_id: UUID) -> str | Response:
    """Offer the activity as evidence, too; a second press opens what the first one made."""
    found = find_activity(db.session(), current_actor(), activity_id)
    form = DoneForm()
    if not ConfirmForm().validate_on_submit():
        return _back(activity_id)
    try:
        with writing() as session:
            evidence_id = use_as_evidence(
                session,
                actor=current_actor(),
                activity_id=activity_id,
                account=_account(found),
                store=the_files(),
                now=datetime.now(UTC),
            )
    except RefusedError as refusal:
        tell(form, refusal)
        return _show(found, form)
    flash(_("The activity counts as CPD and as evidence."))
    return redirect(url_for("evidence.piece", evidence_id=evidence_id))


def _account(found: ActivityView) -> Account:
    """Give the activity under headings in the language that its owner wrote in."""
    written = set(Language) & {found.language}
    with in_language(Language(written.pop()) if written else current_language()):
        return Account(account_text(found), account_description(found))


def _show(found: ActivityView, form: DoneForm | None = None) -> str:
    actor = current_actor()
    is_practitioner = actor.role is Role.PRACTITIONER
    account = find_account(db.session(), actor, found.id) if is_practitioner else None
    page = activity_page(
        found,
        form=form or DoneForm(done_on=_day_of(found)),
        account_id=account.evidence_id if account else None,
        may_open_evidence=is_practitioner,
    )
    return render_template(
        "cpd/activity.html",
        page=page,
        fresh_form=fresh_form,
        reflection_name=reflection_name,
        sources=sources_of(found.entry_id, found.lesson_id),
    )


def _day_of(found: ActivityView) -> date:
    return min(found.ends_on, day_in_london(datetime.now(UTC)))


def _back(activity_id: UUID) -> Response:
    return redirect(url_for("cpd.activity", activity_id=activity_id))
