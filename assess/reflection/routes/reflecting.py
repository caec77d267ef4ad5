"""The reflection that is written on one criterion of a unit."""

from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Actor
from assess.db import db
from assess.enrolment.queries import UnitView
from assess.journal.service import once
from assess.reflection.forms import ReflectionForm
from assess.reflection.pages import Conflict, ReflectPage
from assess.reflection.queries import ReflectionView, list_versions
from assess.reflection.routes.blueprint import pages
from assess.reflection.routes.finding import find_criterion
from assess.reflection.routes.typing import open_form, unsaved_at
from assess.reflection.rules import place_of
from assess.reflection.service import save_reflection
from assess.refusals import RefusedError, StaleError
from assess.standards.queries import CriterionView
from assess.web.access import current_actor, open_to_signed_in


@pages.route("/units/<uuid:unit_id>/reflections/<label>", methods=["GET", "POST"])
@open_to_signed_in
def reflect(unit_id: UUID, label: str) -> str | Response | tuple[str, int]:
    actor = current_actor()
    unit, criterion = find_criterion(actor, unit_id, label)
    versions = list_versions(db.session(), actor, unit_id=unit.id, criterion_id=criterion.id)
    if unit.practitioner_id != actor.person_id:
        page = ReflectPage(unit, criterion, None, tuple(versions), None)
        return render_template("reflection/reflect.html", page=page)
    place = place_of(unit.id, criterion.id)
    form = open_form(ReflectionForm, actor, place, versions[0] if versions else None)
    if not form.changes_model and form.validate_on_submit():
        try:
            if _save(form, actor, unit, criterion):
                flash(_("Your reflection has been saved."))
                return redirect(url_for("reflection.reflect", unit_id=unit.id, label=label))
        except StaleError:
            return _both_texts(form, unit, criterion)
    return _write(form, actor, unit, criterion, versions)


def _save(form: ReflectionForm, actor: Actor, unit: UnitView, criterion: CriterionView) -> bool:
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: save_reflection(
                session,
                actor=actor,
                unit_id=unit.id,
                criterion_id=criterion.id,
                typed=form.typed(),
                now=datetime.now(UTC),
            ),
        )
    except StaleError:
        raise
    except RefusedError as refusal:
        form.refuse_typed(refusal)
        return False
    return True


def _write(
    form: ReflectionForm,
    actor: Actor,
    unit: UnitView,
    criterion: CriterionView,
    versions: list[ReflectionView],
) -> str:
    place = place_of(unit.id, criterion.id)
    unsaved = unsaved_at(actor, place, versions[0] if versions else None, besides=form.tab)
    page = ReflectPage(unit, criterion, form, tuple(versions), unsaved)
    return render_template("reflection/reflect.html", page=page)


def _both_texts(form: ReflectionForm, unit: UnitView, criterion: CriterionView) -> tuple[str, int]:
    actor = current_actor()
    newest, *_older = list_versions(db.session(), actor, unit_id=unit.id, criterion_id=criterion.id)
    form.started_from.data = str(newest.number)
    unsaved = unsaved_at(actor, place_of(unit.id, criterion.id), newest, besides=form.tab)
    page = Conflict(form, newest, unsaved)
    return render_template("reflection/stale.html", page=page), 409
