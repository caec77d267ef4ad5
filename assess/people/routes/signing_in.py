from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import make_response, redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from assess.db import db, writing
from assess.people.forms.passwords import CodeForm, SignInForm
from assess.people.pages import SignInPage
from assess.people.queries import DemonstrationPerson, list_demonstration_people
from assess.people.routes.blueprint import pages
from assess.people.routes.kept_mail import shows_kept_mail
from assess.people.routes.limits import BY_ADDRESS, count_try, forget_tries
from assess.people.routes.starting import arrive, go_on, start_session, this_session
from assess.people.rules.demonstration import DEMO_PASSWORD
from assess.people.rules.emails import spelling_of
from assess.people.rules.second_factor import WrongCodeError
from assess.people.service import prove_password, use_code
from assess.refusals import RefusedError
from assess.web.access import open_to_everyone
from assess.web.extensions import limiter, the_keys, the_settings
from assess.web.held_form import held_form

CODE_WAITS = timedelta(minutes=10)


@pages.route("/sign-in", methods=["GET", "POST"])
@open_to_everyone
@limiter.limit(BY_ADDRESS, methods=["POST"])
def sign_in() -> str | Response:
    if current_user.is_authenticated:
        return redirect(url_for("overview.home"))
    form = SignInForm()
    if form.validate_on_submit():
        email, password = spelling_of(form.email.data or ""), form.password.data or ""
        count_try("sign-in", email)
        person_id = prove_password(db.session(), email=email, password=password)
        answer = arrive(person_id, password) if person_id else None
        if answer is not None:
            forget_tries("sign-in", email)
            return answer
        form.refuse(
            RefusedError(),
            _("The e-mail address or the password is not right. Check both and try again."),
            "email",
        )
    return render_template(
        "people/sign_in.html",
        form=form,
        page=SignInPage(
            demonstration=_demonstration_people(),
            demonstration_password=DEMO_PASSWORD,
            has_kept_typing=held_form() is not None,
            shows_kept_mail=shows_kept_mail(the_settings()),
        ),
    )


@pages.route("/sign-in/code", methods=["GET", "POST"])
@open_to_everyone
@limiter.limit(BY_ADDRESS, methods=["POST"])
def code() -> str | Response:
    waiting = session.get("awaiting_code")
    now = datetime.now(UTC)
    if waiting is None or now - datetime.fromisoformat(waiting["since"]) > CODE_WAITS:
        return redirect(url_for("people.sign_in"))
    form = CodeForm()
    if form.validate_on_submit():
        count_try("code", waiting["person_id"])
        person_id = UUID(waiting["person_id"])
        with writing() as database:
            right = use_code(
                database,
                person_id=person_id,
                code=form.code.data or "",
                keys=the_keys(),
                now=now,
            )
        if right:
            forget_tries("code", waiting["person_id"])
            start_session(
                person_id,
                proved_by="password and code",
                role_holding_id=waiting["role_holding_id"],
            )
            return go_on()
        form.refuse(WrongCodeError(), _("The code is not right, or has been used already"))
    return render_template("people/code.html", form=form)


@pages.post("/sign-out")
@open_to_everyone
def sign_out() -> Response:
    """End the session here and on the server.

    Only cookies are cleared on the visitor's side: a draft that their browser keeps stays.
    """
    session.clear()
    this_session().renew = True
    response = make_response(redirect(url_for("people.signed_out")))
    response.headers["Clear-Site-Data"] = '"cookies"'
    return response


@pages.get("/signed-out")
@open_to_everyone
def signed_out() -> str:
    return render_template("people/signed_out.html")


def _demonstration_people() -> list[DemonstrationPerson]:
    return list_demonstration_people(db.session()) if the_settings().assess_demo else []
