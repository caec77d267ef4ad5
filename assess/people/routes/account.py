import re
from datetime import UTC, datetime
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from assess.bilingual import Language
from assess.db import db, writing
from assess.journal.service import once
from assess.people.forms.account import ChangePasswordForm, LanguageForm, SwitchRoleForm
from assess.people.forms.passwords import refuse_password
from assess.people.pages import AccountPage
from assess.people.queries import find_factor_state
from assess.people.routes.blueprint import pages
from assess.people.routes.limits import BY_ADDRESS, count_try, forget_tries
from assess.people.routes.starting import this_session
from assess.people.service import change_language as set_language
from assess.people.service import change_password as set_password
from assess.people.service import prove_password
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to_signed_in, open_without_factor
from assess.web.extensions import limiter
from assess.web.navigation import account_menu
from assess.web.session import end_sessions_of

OWN_PAGE = re.compile(r"/(?:en|cy)/[!-\[\]-~]*")
"""An address of this service, and of no other."""


@pages.route("/account", methods=["GET", "POST"])
@open_to_signed_in
@open_without_factor
def account() -> str | Response:
    """Show the account; a post changes the language of mails and prints."""
    actor = current_actor()
    form = LanguageForm(language=actor.language.value)
    if form.validate_on_submit():
        language = Language(form.language.data)
        once(
            actor,
            form.idempotency_key,
            lambda database: set_language(
                database, actor=actor, language=language, now=datetime.now(UTC)
            ),
        )
        flash(_("The language of your e-mails and prints has been changed."))
        return redirect(url_for("people.account"))
    return render_template(
        "people/account.html",
        form=form,
        page=AccountPage(
            email=current_user.email,
            menu=account_menu(),
            factor=find_factor_state(db.session(), person_id=actor.person_id),
        ),
    )


@pages.route("/account/password", methods=["GET", "POST"])
@open_to_signed_in
@open_without_factor
@limiter.limit(BY_ADDRESS, methods=["POST"])
def change_password() -> str | Response:
    actor, form = current_actor(), ChangePasswordForm()
    if form.validate_on_submit():
        count_try("prove", str(actor.person_id))
        if not prove_password(
            db.session(), email=current_user.email, password=form.password.data or ""
        ):
            form.refuse(RefusedError(), _("The password is not right"), "password")
        elif _set_password(form):
            forget_tries("prove", str(actor.person_id))
            flash(_("Your password has been changed. You have been signed out everywhere else."))
            return redirect(url_for("people.account"))
    return render_template("people/change_password.html", form=form)


@pages.post("/account/role")
@open_to_signed_in
@open_without_factor
def switch_role() -> Response:
    form = SwitchRoleForm()
    chosen = next(
        (
            other
            for other in current_user.others
            if str(other.role_holding_id) == form.role_holding_id.data
        ),
        None,
    )
    if chosen is None:
        abort(404)
    session["role_holding_id"] = str(chosen.role_holding_id)
    this_session().renew = True
    if notification_id := request.form.get("notification_id", type=UUID):
        return redirect(url_for("notifications.notification", notification_id=notification_id))
    asked_for = request.form.get("address", "")
    return redirect(asked_for if OWN_PAGE.fullmatch(asked_for) else url_for("overview.home"))


def _set_password(form: ChangePasswordForm) -> bool:
    actor, here = current_actor(), this_session()
    try:
        with writing() as database:
            set_password(
                database,
                actor=actor,
                password=form.new_password.data or "",
                now=datetime.now(UTC),
            )
            end_sessions_of(actor.person_id, but=here.row.id)
    except RefusedError as refusal:
        refuse_password(form, refusal)
        return False
    here.renew = True
    return True
