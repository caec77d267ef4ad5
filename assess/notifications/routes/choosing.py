from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.db import db, writing
from assess.notifications.forms import mail_choices_form
from assess.notifications.pages import frequency_names, kind_names
from assess.notifications.queries import find_mail_choices
from assess.notifications.routes.blueprint import pages
from assess.notifications.rules import Frequency, kinds_for
from assess.notifications.service import choose_mail
from assess.web.access import current_actor, open_to_signed_in
from assess.web.language import current_language


@pages.route("/account/mail", methods=["GET", "POST"])
@open_to_signed_in
def mail() -> str | Response:
    """Let people choose what they are told of by mail, and how often."""
    actor, language = current_actor(), current_language()
    kinds, made = kinds_for(actor.role), find_mail_choices(db.session(), actor.person_id)
    form = mail_choices_form(
        {kind: kind_names(language)[kind] for kind in kinds},
        [(frequency.value, name) for frequency, name in frequency_names(language).items()],
        {kind: made.get(kind, Frequency.AT_ONCE).value for kind in kinds},
    )
    if form.validate_on_submit():
        choices = {kind: Frequency(chosen) for kind, chosen in form.chosen().items()}
        with writing() as session:
            choose_mail(session, actor=actor, choices=choices)
        flash(_("Your choices have been saved."))
        return redirect(url_for("notifications.mail"))
    return render_template("notifications/mail.html", form=form)
