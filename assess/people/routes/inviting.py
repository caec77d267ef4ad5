from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.bilingual import Language
from assess.db import db
from assess.journal.service import once
from assess.people.forms.managing import InviteForm
from assess.people.queries.sites import list_site_names
from assess.people.routes.blueprint import pages
from assess.people.rules.emails import EmailShapeError
from assess.people.rules.roles import AlreadyHereError, NewPerson, QualifiedInFutureError
from assess.people.service import invite_person
from assess.web.access import current_actor, open_to
from assess.web.language import current_language


@pages.route("/people/invite", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def invite() -> str | Response:
    actor = current_actor()
    form = InviteForm(language=current_language().value)
    if form.validate_on_submit():
        try:
            person_id = once(
                actor,
                form.idempotency_key,
                lambda session: (
                    invite_person(
                        session, actor=actor, person=_new_person(form), now=datetime.now(UTC)
                    ).person_id
                ),
            )
        except EmailShapeError as refusal:
            words = _("Enter an e-mail address in the right form, for example name@example.com")
            form.refuse(refusal, words)
        except AlreadyHereError as refusal:
            words = _("Somebody with this e-mail address is already among your people")
            form.refuse(refusal, words)
        except QualifiedInFutureError as refusal:
            words = _("The date qualified must not be in the future")
            form.refuse(refusal, words, f"{refusal.role.value}_qualified_on")
        else:
            flash(_("The invitation is on its way to %(email)s.", email=form.email.data))
            return redirect(url_for("people.person", person_id=person_id))
    names = list_site_names(db.session(), actor)
    return render_template("people/invite.html", form=form, sites=names)


def _new_person(form: InviteForm) -> NewPerson:
    return NewPerson(
        name=form.name.data or "",
        email=form.email.data or "",
        language=Language(form.language.data),
        roles=form.chosen_roles(),
    )
