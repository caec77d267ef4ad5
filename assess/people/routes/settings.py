from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.journal.service import once
from assess.people.forms.settings import ProviderForm
from assess.people.queries.settings import ProviderSettings, find_provider_settings
from assess.people.routes.blueprint import pages
from assess.people.rules.words import PractitionerWord
from assess.people.service.settings import ProviderTerms, change_provider
from assess.refusals import StaleError
from assess.web.access import current_actor, open_to


@pages.route("/provider-settings", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def provider_settings() -> str | Response | tuple[str, int]:
    """Show the provider's settings in a form; a post changes them."""
    actor = current_actor()
    stands = find_provider_settings(db.session(), actor)
    form = ProviderForm(data=_shown(stands))
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: change_provider(
                    session,
                    actor=actor,
                    terms=_terms(form),
                    version=form.version_seen,
                    now=datetime.now(UTC),
                ),
            )
        except StaleError:
            form.version.data = str(stands.version)
            return render_template("people/provider_settings.html", form=form, stands=stands), 409
        flash(_("The settings have been saved."))
        return redirect(url_for("people.provider_settings"))
    return render_template("people/provider_settings.html", form=form, stands=None)


def _shown(stands: ProviderSettings) -> dict[str, str]:
    return {
        "version": str(stands.version),
        "name_en": stands.name_en,
        "name_cy": stands.name_cy,
        "practitioner_word": stands.practitioner_word.value,
        "working_translation_sign_off": "yes" if stands.working_translation_sign_off else "no",
    }


def _terms(form: ProviderForm) -> ProviderTerms:
    return ProviderTerms(
        name_en=form.name_en.data or "",
        name_cy=form.name_cy.data or "",
        practitioner_word=PractitionerWord(form.practitioner_word.data),
        working_translation_sign_off=form.working_translation_sign_off.data == "yes",
    )
