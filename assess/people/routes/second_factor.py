from datetime import UTC, datetime

import segno
from flask import flash, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from assess.db import db, writing
from assess.keys import SealError
from assess.people.forms.account import ConfirmFactorForm
from assess.people.pages import FactorPage
from assess.people.queries import find_factor_state
from assess.people.routes.blueprint import pages
from assess.people.routes.kept import has_kept_typing
from assess.people.routes.limits import count_try, forget_tries
from assess.people.rules.second_factor import WrongCodeError, address_for_app, make_secret
from assess.people.service import (
    confirm_second_factor,
    make_new_recovery_codes,
)
from assess.people.service import remove_second_factor as turn_off
from assess.web.access import current_actor, open_to_signed_in, open_without_factor
from assess.web.extensions import the_keys
from assess.web.page_form import ConfirmForm
from assess.web.proof import proof_is_fresh, redirect_to_proof


@pages.route("/account/second-factor", methods=["GET", "POST"])
@open_to_signed_in
@open_without_factor
def second_factor() -> str | Response:
    """Set the second factor up, or show how it stands."""
    actor, now = current_actor(), datetime.now(UTC)
    if not proof_is_fresh(actor, now):
        return redirect_to_proof()
    state = find_factor_state(db.session(), person_id=actor.person_id)
    if state.is_on:
        return render_template("people/factor_is_on.html", form=ConfirmForm(), factor=state)
    secret = _waiting_secret(str(actor.person_id))
    form = ConfirmFactorForm()
    if form.validate_on_submit():
        count_try("new-factor", str(actor.person_id))
        try:
            with writing() as database:
                codes = confirm_second_factor(
                    database,
                    actor=actor,
                    secret=secret,
                    code=form.code.data or "",
                    keys=the_keys(),
                    now=now,
                )
        except WrongCodeError as refusal:
            form.refuse(refusal, _("The code is not right. Type the one that the app shows now."))
        else:
            session.pop("new_factor")
            forget_tries("new-factor", str(actor.person_id))
            return render_template("people/recovery_codes.html", codes=codes, onward=_onward())
    return render_template("people/second_factor.html", form=form, page=_page(secret))


@pages.post("/account/second-factor/recovery-codes")
@open_to_signed_in
@open_without_factor
def new_recovery_codes() -> str | Response:
    actor, now = current_actor(), datetime.now(UTC)
    if not proof_is_fresh(actor, now):
        return redirect(url_for("people.prove", next=url_for("people.second_factor")))
    if not find_factor_state(db.session(), person_id=actor.person_id).is_on:
        return redirect(url_for("people.second_factor"))
    with writing() as database:
        codes = make_new_recovery_codes(database, actor=actor, now=now)
    return render_template("people/recovery_codes.html", codes=codes, onward=None)


@pages.post("/account/second-factor/remove")
@open_to_signed_in
@open_without_factor
def remove_second_factor() -> Response:
    actor, now = current_actor(), datetime.now(UTC)
    if not proof_is_fresh(actor, now):
        return redirect(url_for("people.prove", next=url_for("people.second_factor")))
    with writing() as database:
        turn_off(database, actor=actor, now=now)
    flash(_("The second factor has been turned off."))
    return redirect(url_for("people.account"))


def _waiting_secret(about: str) -> str:
    """Give the secret that waits in the session to be confirmed, sealed there as in its place."""
    keys = the_keys()
    try:
        return keys.open(session.get("new_factor", ""), about=about)
    except SealError:
        secret = make_secret()
        session["new_factor"] = keys.seal(secret, about=about)
        return secret


def _onward() -> str | None:
    """Give the page that had to wait for the second factor, where one had."""
    asked_for = session.pop("next", None)
    return url_for("people.kept") if has_kept_typing() else asked_for


def _page(secret: str) -> FactorPage:
    address = address_for_app(secret, email=current_user.email, service=_("Assess"))
    return FactorPage(
        qr_code=segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white"),
        is_needed=current_user.lacks_factor,
        secret=" ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
    )
