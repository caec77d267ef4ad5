from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.forms import WithdrawSignOffForm, refusal_words
from assess.assessment.pages.signing import SignedOffPage, sign_off_page
from assess.assessment.queries import criterion_states, find_sign_off, list_live_sign_offs
from assess.assessment.queries.signing import list_blocks
from assess.assessment.routes.blueprint import pages
from assess.assessment.service import sign_off_unit, withdraw_sign_off
from assess.db import db
from assess.enrolment.queries import find_unit
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to, open_to_signed_in
from assess.web.extensions import the_settings
from assess.web.page_form import ConfirmForm
from assess.web.proof import proof_is_fresh, proved_by, redirect_to_proof


@pages.route("/units/<uuid:unit_id>/sign-off", methods=["GET", "POST"])
@open_to(Role.ASSESSOR)
def sign_off(unit_id: UUID) -> str | Response:
    session, actor = db.session(), current_actor()
    unit = find_unit(session, actor, unit_id)
    if (live := list_live_sign_offs(session, [unit_id])) and not ConfirmForm().is_submitted():
        return redirect(url_for("assessment.signed_off", sign_off_id=live[unit_id].id))
    if not proof_is_fresh(actor, datetime.now(UTC)):
        return redirect_to_proof()
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            sign_off_id = _sign_off(form, unit_id)
        except RefusedError as refusal:
            form.refuse(refusal, refusal_words(refusal))
        else:
            flash(_("Signed off. The practitioner has been told."))
            return redirect(url_for("assessment.signed_off", sign_off_id=sign_off_id))
    session = db.session()
    facts = list(criterion_states(session, [unit_id])[unit_id].values())
    blocks = [refusal_words(block) for block in list_blocks(session, unit, facts)]
    page = sign_off_page(unit=unit, facts=facts, blocks=blocks)
    return render_template("assessment/sign_off.html", page=page, form=form)


def _sign_off(form: ConfirmForm, unit_id: UUID) -> UUID:
    actor, now = current_actor(), datetime.now(UTC)
    lasts = timedelta(minutes=the_settings().proof_minutes)
    return once(
        actor,
        form.idempotency_key,
        lambda session: sign_off_unit(
            session,
            actor=actor,
            now=now,
            unit_id=unit_id,
            proved_by=proved_by(),
            proof_lasts=lasts,
        ),
    )


@pages.route("/sign-offs/<uuid:sign_off_id>", methods=["GET", "POST"])
@open_to_signed_in
def signed_off(sign_off_id: UUID) -> str | Response:
    actor, form = current_actor(), WithdrawSignOffForm()
    find_sign_off(db.session(), actor, sign_off_id)
    if form.validate_on_submit():
        try:
            _withdraw(form, sign_off_id)
        except RefusedError as refusal:
            form.refuse(refusal, refusal_words(refusal))
        else:
            flash(_("The sign-off has been withdrawn. It stays on record, with your reason."))
            return redirect(url_for("assessment.signed_off", sign_off_id=sign_off_id))
    page = SignedOffPage.of(find_sign_off(db.session(), actor, sign_off_id), actor)
    return render_template("assessment/signed_off.html", page=page, form=form)


def _withdraw(form: WithdrawSignOffForm, sign_off_id: UUID) -> UUID:
    actor, now = current_actor(), datetime.now(UTC)
    return once(
        actor,
        form.idempotency_key,
        lambda session: withdraw_sign_off(
            session,
            actor=actor,
            now=now,
            sign_off_id=sign_off_id,
            reason=form.reason.data or "",
            language=form.language.data,
        ),
    )
