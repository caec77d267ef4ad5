"""A forgotten password: asked for by address, set anew by the link that was mailed."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.db import db, writing
from assess.people.forms.passwords import ForgottenForm, ResetForm, refuse_password
from assess.people.queries import find_link
from assess.people.routes.blueprint import pages
from assess.people.routes.limits import BY_ADDRESS, count_try, forget_tries
from assess.people.rules.emails import EmailShapeError, normalise_email
from assess.people.rules.links import LinkDeadError, LinkPurpose
from assess.people.service import ask_for_reset, reset_password
from assess.refusals import RefusedError
from assess.web.access import open_to_everyone
from assess.web.extensions import limiter
from assess.web.session import end_sessions_of


@pages.route("/forgotten-password", methods=["GET", "POST"])
@open_to_everyone
@limiter.limit(BY_ADDRESS, methods=["POST"])
def forgotten_password() -> str | Response:
    form = ForgottenForm()
    if form.validate_on_submit():
        try:
            email = normalise_email(form.email.data or "")
        except EmailShapeError as refusal:
            form.refuse(
                refusal,
                _("Enter an e-mail address in the right form, for example name@example.com"),
            )
        else:
            count_try("forgotten-password", email)
            with writing() as session:
                ask_for_reset(session, email=email, now=datetime.now(UTC))
            return redirect(url_for("people.reset_asked"))
    return render_template("people/forgotten_password.html", form=form)


@pages.get("/forgotten-password/asked")
@open_to_everyone
def reset_asked() -> str:
    return render_template("people/reset_asked.html")


@pages.route("/reset-password/<token>", methods=["GET", "POST"])
@open_to_everyone
@limiter.limit(BY_ADDRESS)
def reset(token: str) -> str | Response | tuple[str, int]:
    now = datetime.now(UTC)
    link = find_link(db.session(), token=token, purpose=LinkPurpose.RESET, now=now)
    if link is None:
        return render_template("people/dead_link.html", is_reset=True), 404
    form = ResetForm()
    if form.validate_on_submit():
        try:
            with writing() as session:
                person_id = reset_password(
                    session, token=token, password=form.new_password.data or "", now=now
                )
                end_sessions_of(person_id)
        except LinkDeadError:
            return render_template("people/dead_link.html", is_reset=True), 404
        except RefusedError as refusal:
            refuse_password(form, refusal)
        else:
            forget_tries("sign-in", link.email)
            flash(_("Your password has been changed. Sign in with the new one."))
            return redirect(url_for("people.sign_in"))
    return render_template("people/reset.html", form=form, link=link)
