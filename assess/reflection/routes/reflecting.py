from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Actor
from assess.db import db
from assess.drafts.queries import find_draft, find_unsaved
from assess.drafts.rules import Unsaved
from assess.enrolment.queries import UnitView
from assess.journal.service import once
from assess.reflection.forms import ReflectionForm
from assess.reflection.pages import Conflict, ReflectPage
from assess.reflection.queries import ReflectionView, list_versions
from assess.reflection.routes.blueprint import pages
from assess.reflection.routes.finding import find_criterion
from assess.reflection.rules import place_of
from assess.reflection.service import save_reflection
from assess.refusals import StaleError
from assess.standards.queries import CriterionView
from assess.web.access import current_actor, open_to_signed_in
from assess.web.kept_form import draft_asked_for, typed_again


@pages.route("/units/<uuid:unit_id>/reflections/<label>", methods=["GET", "POST"])
@open_to_signed_in
def reflect(unit_id: UUID, label: str) -> str | Response | tuple[str, int]:
    actor = current_actor()
    unit, criterion = find_criterion(actor, unit_id, label)
    versions = list_versions(db.session(), actor, unit_id=unit.id, criterion_id=criterion.id)
    if unit.practitioner_id != actor.person_id:
        page = ReflectPage(unit, criterion, None, tuple(versions), None)
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
    if draft_id := draft_asked_for():
        draft = find_draft(db.session(), actor, draft_id)
        return ReflectionForm(
            formdata=typed_again(
                draft.content, tab_id=draft.tab_id, started_from=draft.started_from
            )
        )
    newest = versions[0] if versions else None
    return ReflectionForm(
        words=newest.words if newest else "",
        language=newest.language if newest else actor.language.value,
        started_from=str(newest.number if newest else 0),
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
    unsaved = _unsaved(actor, unit, criterion, versions)
    page = ReflectPage(unit, criterion, form, tuple(versions), unsaved)
    return render_template("reflection/reflect.html", page=page)


def _both_texts(
    form: ReflectionForm, unit: UnitView, criterion: CriterionView, current: str
) -> tuple[str, int]:
    actor = current_actor()
    versions = list_versions(db.session(), actor, unit_id=unit.id, criterion_id=criterion.id)
    form.started_from.data = str(versions[0].number)
    unsaved = _unsaved(actor, unit, criterion, versions)
    page = Conflict(unit, criterion, form, current, versions[0].language, unsaved)
    return render_template("reflection/stale.html", page=page), 409


def _unsaved(
    actor: Actor, unit: UnitView, criterion: CriterionView, versions: list[ReflectionView]
) -> Unsaved:
    return find_unsaved(
        db.session(),
        actor,
        place_of(unit.id, criterion.id),
        names=["words"],
        current={"words": versions[0].words} if versions else None,
    )
