"""What is said of a role that somebody holds, and how it ends: one role, or all of them."""

from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db, writing
from assess.journal.service import once
from assess.people.forms.managing import ChangeRoleForm
from assess.people.pages import RolePage
from assess.people.queries import RoleView, find_person, find_role
from assess.people.queries.sites import list_site_names
from assess.people.routes.blueprint import pages
from assess.people.rules.roles import LastManagerError, QualifiedInFutureError
from assess.people.service import change_role, let_person_leave
from assess.people.service import end_role as finish_role
from assess.refusals import NotFoundError, StaleError
from assess.web.access import current_actor, open_to
from assess.web.page_form import ConfirmForm
from assess.web.session import end_sessions_in


@pages.route("/roles/<uuid:role_holding_id>", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def role(role_holding_id: UUID) -> str | Response | tuple[str, int]:
    """Show what is said of a role in a form; a post changes it."""
    actor = current_actor()
    person, view = find_role(db.session(), actor, role_holding_id)
    form, status = ChangeRoleForm(data=_fields(view)), 200
    if form.validate_on_submit():
        try:
            _change(form, view)
        except StaleError as refusal:
            form.version.data, status = str(view.version), 409
            form.refuse(
                refusal,
                _(
                    "Somebody else changed this role after you opened the page. "
                    "Save again to put what you typed in its place"
                ),
            )
        except QualifiedInFutureError as refusal:
            form.refuse(refusal, _("The date qualified must not be in the future"), "qualified_on")
        else:
            flash(_("The role has been saved."))
            return redirect(url_for("people.person", person_id=person.id))
    page = RolePage(person.id, person.name, view)
    names = list_site_names(db.session(), actor)
    return render_template("people/role.html", form=form, page=page, sites=names), status


def _fields(view: RoleView) -> dict[str, object]:
    return {
        "version": str(view.version),
        "site": view.site,
        "qualified_on": view.qualified_on,
        "judges_in": [language.value for language in view.judges_in],
        "capacity": "" if view.capacity is None else str(view.capacity),
    }


def _change(form: ChangeRoleForm, view: RoleView) -> UUID:
    actor = current_actor()
    return once(
        actor,
        form.idempotency_key,
        lambda session: change_role(
            session,
            actor=actor,
            role_holding_id=view.role_holding_id,
            new=form.said_of(view.role),
            version=form.version_seen,
            now=datetime.now(UTC),
        ),
    )


@pages.route("/roles/<uuid:role_holding_id>/end", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def end_role(role_holding_id: UUID) -> str | Response:
    """Ask before a role ends, then end it, and every session in it."""
    actor, form = current_actor(), ConfirmForm()
    view, held = find_role(db.session(), actor, role_holding_id)
    if form.validate_on_submit():
        try:
            with writing() as session:
                finish_role(
                    session, actor=actor, role_holding_id=role_holding_id, now=datetime.now(UTC)
                )
                end_sessions_in([role_holding_id])
        except LastManagerError as refusal:
            form.refuse(refusal, _only_manager())
        else:
            flash(_("The role has ended."))
            return redirect(url_for("people.person", person_id=view.id))
    return render_template(
        "people/end_role.html", form=form, page=RolePage(view.id, view.name, held)
    )


@pages.route("/people/<uuid:person_id>/leave", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def leave(person_id: UUID) -> str | Response:
    """Ask before somebody's roles all end, then end them: they are signed out of this provider.

    At other providers they work on.
    """
    actor, form = current_actor(), ConfirmForm()
    view = find_person(db.session(), actor, person_id)
    ending = [held.role_holding_id for held in view.roles if held.ended_at is None]
    if not ending:
        raise NotFoundError
    if form.validate_on_submit():
        try:
            with writing() as session:
                let_person_leave(session, actor=actor, person_id=person_id, now=datetime.now(UTC))
                end_sessions_in(ending)
        except LastManagerError as refusal:
            form.refuse(refusal, _only_manager())
        else:
            flash(_("%(name)s has left. Their record stays.", name=view.name))
            return redirect(url_for("people.person", person_id=person_id))
    return render_template("people/leave.html", form=form, person=view)


def _only_manager() -> str:
    return str(_("This is the provider's only manager. Give somebody else that role first."))
