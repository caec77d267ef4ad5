from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.journal.service import once
from assess.people.forms.managing import GiveRoleForm
from assess.people.pages import PersonPage
from assess.people.queries import find_person
from assess.people.queries.sites import list_site_names
from assess.people.routes.blueprint import pages
from assess.people.rules.roles import QualifiedInFutureError
from assess.people.service import give_role, resend_invitation, revoke_invitation
from assess.web.access import current_actor, open_to
from assess.web.page_form import ConfirmForm


@pages.route("/people/<uuid:person_id>", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def person(person_id: UUID) -> str | Response:
    """Show somebody's roles and invitation; a post gives a role or changes one."""
    actor, form = current_actor(), GiveRoleForm()
    view = find_person(db.session(), actor, person_id)
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: give_role(
                    session,
                    actor=actor,
                    person_id=person_id,
                    new=form.chosen_role(),
                    now=datetime.now(UTC),
                ),
            )
        except QualifiedInFutureError as refusal:
            form.refuse(refusal, _("The date qualified must not be in the future"), "qualified_on")
        else:
            flash(_("The role has been saved."))
            return redirect(url_for("people.person", person_id=person_id))
    page = PersonPage.of(view, now=datetime.now(UTC))
    names = list_site_names(db.session(), actor)
    return render_template("people/person.html", form=form, page=page, sites=names)


@pages.post("/people/<uuid:person_id>/resend-invitation")
@open_to(Role.MANAGER)
def resend(person_id: UUID) -> Response:
    actor = current_actor()
    once(
        actor,
        ConfirmForm().idempotency_key,
        lambda session: (
            resend_invitation(
                session, actor=actor, person_id=person_id, now=datetime.now(UTC)
            ).person_id
        ),
    )
    flash(_("A new invitation is on its way. The link of the earlier one no longer works."))
    return redirect(url_for("people.person", person_id=person_id))


@pages.post("/people/<uuid:person_id>/revoke-invitation")
@open_to(Role.MANAGER)
def revoke(person_id: UUID) -> Response:
    actor = current_actor()
    once(
        actor,
        ConfirmForm().idempotency_key,
        lambda session: revoke_invitation(
            session, actor=actor, person_id=person_id, now=datetime.now(UTC)
        ),
    )
    flash(_("The invitation has been taken back. Its link no longer works."))
    return redirect(url_for("people.person", person_id=person_id))
