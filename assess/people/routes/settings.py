from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.journal.service import once
from assess.people.forms.settings import ProviderForm, fields_of
from assess.people.queries.settings import find_provider_settings
from assess.people.routes.blueprint import pages
from assess.people.service.settings import change_provider
from assess.refusals import StaleError
from assess.web.access import current_actor, open_to


@pages.route("/provider-settings", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def provider_settings() -> str | Response | tuple[str, int]:
    """Show the provider's settings in a form; a post changes them."""
    actor = current_actor()
    stands = find_provider_settings(db.session(), actor)
    form = ProviderForm(data=fields_of(stands.terms) | {"version": str(stands.version)})
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: change_provider(
                    session,
                    actor=actor,
                    terms=form.terms(),
                    version=form.version_seen,
                    now=datetime.now(UTC),
                ),
            )
        except StaleError:
            form.version.data = str(stands.version)
            return render_template(
                "people/provider_settings.html",
                form=form,
                differences=form.differences(stands.terms),
            ), 409
        flash(_("The settings have been saved."))
        return redirect(url_for("people.provider_settings"))
    return render_template("people/provider_settings.html", form=form, differences=())
