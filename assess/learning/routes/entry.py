from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Actor, Role
from assess.db import db, writing
from assess.journal.service import once
from assess.learning.forms.entries import RequireForm
from assess.learning.forms.words import KINDS, tell
from assess.learning.pages import EntryPage, length_words
from assess.learning.queries.entries import EntryView, find_entry
from assess.learning.queries.required import RequiredView, find_required, list_required_of_entry
from assess.learning.routes.blueprint import fresh_form, pages
from assess.learning.service import entries as deeds
from assess.learning.service.required import end_requirement as end
from assess.learning.service.required import require_entry
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to, open_to_signed_in
from assess.web.navigation import role_name
from assess.web.page_form import ConfirmForm


@pages.get("/learning/entries/<uuid:entry_id>")
@open_to_signed_in
def entry(entry_id: UUID) -> str:
    actor = current_actor()
    found = find_entry(db.session(), actor, entry_id)
    required = list_required_of_entry(db.session(), actor, entry_id)
    return _show(actor, found, required, _require_form(actor, found, required))


@pages.post("/learning/entries/<uuid:entry_id>/requirements")
@open_to(Role.MANAGER)
def require(entry_id: UUID) -> str | Response:
    actor = current_actor()
    found = find_entry(db.session(), actor, entry_id)
    form = RequireForm({role: role_name(role) for role in Role})
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: require_entry(
                    session,
                    actor=actor,
                    entry_id=entry_id,
                    role=Role(form.role.data),
                    now=datetime.now(UTC),
                ),
            )
        except RefusedError as refusal:
            tell(form, refusal)
        else:
            flash(_("It is required now. Everybody in that role sees it."))
            return redirect(url_for("learning.entry", entry_id=entry_id))
    required = list_required_of_entry(db.session(), actor, entry_id)
    return _show(actor, found, required, form)


@pages.post("/learning/requirements/<uuid:required_id>/end")
@open_to(Role.MANAGER)
def end_requirement(required_id: UUID) -> Response:
    actor = current_actor()
    required = find_required(db.session(), actor, required_id)
    if ConfirmForm().validate_on_submit():
        with writing() as session:
            end(session, actor=actor, required_id=required_id, now=datetime.now(UTC))
        flash(_("It is not required any more. What was done stays on record."))
    return redirect(url_for("learning.entry", entry_id=required.entry_id))


@pages.post("/learning/entries/<uuid:entry_id>/retirement")
@open_to(Role.MANAGER)
def retire_entry(entry_id: UUID) -> Response:
    return _press(entry_id, deeds.retire_entry, _("The entry is retired."))


@pages.post("/learning/entries/<uuid:entry_id>/restoring")
@open_to(Role.MANAGER)
def restore_entry(entry_id: UUID) -> Response:
    return _press(entry_id, deeds.restore_entry, _("The entry is in the catalogue again."))


def _press(entry_id: UUID, deed: Callable[..., UUID], said: str) -> Response:
    actor = current_actor()
    find_entry(db.session(), actor, entry_id)
    if ConfirmForm().validate_on_submit():
        with writing() as session:
            deed(session, actor=actor, entry_id=entry_id, now=datetime.now(UTC))
        flash(said)
    return redirect(url_for("learning.entry", entry_id=entry_id))


def _require_form(actor: Actor, found: EntryView, required: list[RequiredView]) -> Any:  # noqa: ANN401 (a form, or None)
    """Give the form for the roles that it is not required of; only a manager asks."""
    open_roles = [role for role in Role if role not in {one.role for one in required}]
    if actor.role is not Role.MANAGER or found.retired_at is not None or not open_roles:
        return None
    return RequireForm({role: role_name(role) for role in open_roles})


def _show(
    actor: Actor,
    found: EntryView,
    required: list[RequiredView],
    form: Any,  # noqa: ANN401 (a form, or None)
) -> str:
    page = EntryPage(
        entry=found,
        length=length_words(found.minutes),
        required=tuple(required),
        is_required=actor.role in {one.role for one in required},
        role=actor.role,
        form=form,
    )
    return render_template(
        "learning/entry.html", page=page, kinds=KINDS, role_name=role_name, fresh_form=fresh_form
    )
