"""Reflections that stand on their own: a new one, and a newer version of one."""

from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Actor
from assess.db import db
from assess.journal.service import once
from assess.reflection.forms import OwnReflectionForm
from assess.reflection.pages import Conflict, WritePage
from assess.reflection.queries import find_own_reflection
from assess.reflection.routes.blueprint import pages
from assess.reflection.routes.typing import open_form, unsaved_at
from assess.reflection.rules.saving import place_alone
from assess.reflection.service import revise_reflection, write_reflection
from assess.refusals import NotFoundError, RefusedError, StaleError
from assess.web.access import current_actor, open_to_signed_in


@pages.route("/reflections/new", methods=["GET", "POST"])
@open_to_signed_in
def new() -> str | Response:
    actor = current_actor()
    form = open_form(OwnReflectionForm, actor, place_alone(None), None)
    if not form.changes_model and form.validate_on_submit():
        reflection_id = _save(form, actor, None)
        if reflection_id:
            flash(_("Your reflection has been saved."))
            return redirect(_after(reflection_id))
    unsaved = unsaved_at(actor, place_alone(None), None, besides=form.tab)
    page = WritePage(form, unsaved, None)
    return render_template("reflection/write.html", page=page)


@pages.route("/reflections/<uuid:reflection_id>/edit", methods=["GET", "POST"])
@open_to_signed_in
def edit(reflection_id: UUID) -> str | Response | tuple[str, int]:
    actor = current_actor()
    newest = find_own_reflection(db.session(), actor, reflection_id)
    if newest.unit_id is not None:
        raise NotFoundError
    form = open_form(OwnReflectionForm, actor, place_alone(reflection_id), newest)
    if not form.changes_model and form.validate_on_submit():
        try:
            if _save(form, actor, reflection_id):
                flash(_("Your reflection has been saved."))
                return redirect(url_for("reflection.read", reflection_id=reflection_id))
        except StaleError:
            return _both_texts(form, actor, reflection_id)
    unsaved = unsaved_at(actor, place_alone(reflection_id), newest, besides=form.tab)
    page = WritePage(form, unsaved, reflection_id)
    return render_template("reflection/write.html", page=page)


def _after(reflection_id: UUID) -> str:
    """Give where to go from a new reflection: one that a CPD activity asked for goes there."""
    if activity_id := request.args.get("activity", type=UUID):
        return url_for(
            "cpd.activity_reflections", activity_id=activity_id, reflection=reflection_id
        )
    return url_for("reflection.read", reflection_id=reflection_id)


def _save(form: OwnReflectionForm, actor: Actor, reflection_id: UUID | None) -> UUID | None:
    """Save it, or say beside the box why not."""
    typed, now = form.typed(), datetime.now(UTC)
    try:
        if reflection_id is None:
            return once(
                actor,
                form.idempotency_key,
                lambda session: write_reflection(session, actor=actor, typed=typed, now=now),
            )
        return once(
            actor,
            form.idempotency_key,
            lambda session: revise_reflection(
                session, actor=actor, reflection_id=reflection_id, typed=typed, now=now
            ),
        )
    except StaleError:
        raise
    except RefusedError as refusal:
        form.refuse_typed(refusal)
        return None


def _both_texts(form: OwnReflectionForm, actor: Actor, reflection_id: UUID) -> tuple[str, int]:
    newest = find_own_reflection(db.session(), actor, reflection_id)
    form.started_from.data = str(newest.number)
    unsaved = unsaved_at(actor, place_alone(reflection_id), newest, besides=form.tab)
    page = Conflict(form, newest, unsaved)
    return render_template("reflection/stale.html", page=page), 409
