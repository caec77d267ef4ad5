from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.cpd.forms.declaration_requests import REFUSALS, ReleaseForm
from assess.cpd.queries.releases import list_own_releases
from assess.cpd.routes.blueprint import fresh_form, pages
from assess.cpd.service.releasing import release_record, withdraw_release
from assess.db import db
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to
from assess.web.page_form import ConfirmForm


@pages.route("/cpd/releases", methods=["GET", "POST"])
@open_to(Role.ASSESSOR, Role.IQA)
def releases() -> str | Response:
    """List what the person lets the EQA see; a post releases the record of a period."""
    actor, form = current_actor(), ReleaseForm()
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: release_record(
                    session, actor=actor, period=form.period, now=datetime.now(UTC)
                ),
            )
        except RefusedError as refusal:
            form.refuse(refusal, REFUSALS[type(refusal)])
        else:
            flash(_("Your record of this period has been released."))
            return redirect(url_for("cpd.releases"))
    found = list_own_releases(db.session(), actor)
    return render_template("cpd/releases.html", form=form, found=found, confirm=fresh_form)


@pages.post("/cpd/releases/<uuid:release_id>/withdrawal")
@open_to(Role.ASSESSOR, Role.IQA)
def withdraw(release_id: UUID) -> Response:
    actor, form = current_actor(), ConfirmForm()
    if form.validate_on_submit():
        once(
            actor,
            form.idempotency_key,
            lambda session: withdraw_release(
                session, actor=actor, release_id=release_id, now=datetime.now(UTC)
            ),
        )
        flash(_("Your record of this period is released no more."))
    return redirect(url_for("cpd.releases"))
