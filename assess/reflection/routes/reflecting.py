from datetime import UTC, datetime
from uuid import UUID, uuid4

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Actor
from assess.db import db
from assess.enrolment.queries import UnitView
from assess.journal.service import once
from assess.reflection.forms import ReflectionForm
from assess.reflection.pages import Conflict, ReflectPage, browser_key, newest_words
from assess.reflection.queries import ReflectionView, list_drafts, list_versions
from assess.reflection.routes.blueprint import pages
from assess.reflection.routes.finding import find_criterion
from assess.reflection.rules import unsaved
from assess.reflection.service import save_reflection
from assess.refusals import StaleError
from assess.standards.queries import CriterionView
from assess.web.access import current_actor, open_to_signed_in


@pages.route("/units/<uuid:unit_id>/reflections/<label>", methods=["GET", "POST"])
@open_to_signed_in
def reflect(unit_id: UUID, label: str) -> str | Response | tuple[str, int]:
    actor = current_actor()
    unit, criterion = find_criterion(actor, unit_id, label)
    versions = list_versions(db.session(), actor, unit_id=unit.id, criterion_id=criterion.id)
    if unit.practitioner_id != actor.person_id:
        page = ReflectPage(unit, criterion, None, tuple(versions), (), "")
        return render_template("reflection/reflect.html", page=page)
    form = _form(actor, versions)
    if form.validate_on_submit():
        try:
            _save(form, actor, unit, criterion)
        except StaleError as stale:
            return _both_texts(form, unit, criterion, stale.current["words"])
        flash(_("Your reflection has been saved."))
        return redirect(url_for("reflection.reflect", unit_id=unit.id, label=label))
    return _write(form, actor, unit, criterion, versions)


def _form(actor: Actor, versions: list[ReflectionView]) -> ReflectionForm:
    newest = versions[0] if versions else None
    return ReflectionForm(
        words=newest.words if newest else "",
        language=newest.language if newest else actor.language.value,
        started_from=str(newest.number if newest else 0),
        tab_id=str(uuid4()),
    )


def _save(form: ReflectionForm, actor: Actor, unit: UnitView, criterion: CriterionView) -> None:
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


def _write(
    form: ReflectionForm,
    actor: Actor,
    unit: UnitView,
    criterion: CriterionView,
    versions: list[ReflectionView],
) -> str:
    drafts = list_drafts(db.session(), actor, unit_id=unit.id, criterion_id=criterion.id)
    page = ReflectPage(
        unit=unit,
        criterion=criterion,
        form=form,
        versions=tuple(versions),
        drafts=tuple(unsaved(drafts, current=newest_words(versions))),
        browser_key=browser_key(actor, unit, criterion),
    )
    return render_template("reflection/reflect.html", page=page)


def _both_texts(
    form: ReflectionForm, unit: UnitView, criterion: CriterionView, current: str
) -> tuple[str, int]:
    newest = list_versions(
        db.session(), current_actor(), unit_id=unit.id, criterion_id=criterion.id
    )[0]
    form.started_from.data = str(newest.number)
    page = Conflict(unit, criterion, form, current, newest.language)
    return render_template("reflection/stale.html", page=page), 409
