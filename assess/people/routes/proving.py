"""Proving oneself again, before a deed that counts: a sign-off, a change of factors."""

from datetime import UTC, datetime

from flask import render_template, request, session
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from assess.db import db, writing
from assess.people.forms.passwords import ProveForm
from assess.people.queries import find_factor_state
from assess.people.routes.blueprint import pages
from assess.people.routes.limits import BY_ADDRESS, count_try, forget_tries
from assess.people.routes.starting import go_on, note_proof
from assess.people.service import prove_password, use_code
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to_signed_in, open_without_factor
from assess.web.extensions import limiter, the_keys
from assess.web.proof import is_inside_site


@pages.route("/prove-yourself", methods=["GET", "POST"])
@open_to_signed_in
@open_without_factor
@limiter.limit(BY_ADDRESS, methods=["POST"])
def prove() -> str | Response:
    form = ProveForm(next=request.args.get("next", ""))
    factor_is_on = find_factor_state(db.session(), person_id=current_actor().person_id).is_on
    if form.validate_on_submit():
        count_try("prove", str(current_actor().person_id))
        if _is_right(form, factor_is_on=factor_is_on):
            forget_tries("prove", str(current_actor().person_id))
            note_proof("password and code" if factor_is_on else "password")
            address = form.next.data or ""
            session["next"] = address if is_inside_site(address) else None
            return go_on()
        form.refuse(
            RefusedError(),
            _("The password or the code is not right")
            if factor_is_on
            else _("The password is not right"),
            "password",
        )
    return render_template("people/prove.html", form=form, factor_is_on=factor_is_on)


def _is_right(form: ProveForm, *, factor_is_on: bool) -> bool:
    """Check the password first: a code is not used up by a wrong password."""
    if not prove_password(
        db.session(), email=current_user.email, password=form.password.data or ""
    ):
        return False
    if not factor_is_on:
        return True
    with writing() as database:
        return use_code(
            database,
            person_id=current_actor().person_id,
            code=form.code.data or "",
            keys=the_keys(),
            now=datetime.now(UTC),
        )
