from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.cpd.forms.activity_words import tell
from assess.cpd.forms.needs import NeedForm
from assess.cpd.pages.activity_words import SOURCES
from assess.cpd.pages.needs import NeedFormPage, NeedsPage
from assess.cpd.queries.needs import NeedView, count_needs, find_need, list_needs
from assess.cpd.routes.blueprint import fresh_form, pages
from assess.cpd.service import needs as deeds
from assess.cpd.service.needs import Noted
from assess.db import db, writing
from assess.drafts.queries import find_draft, find_unsaved
from assess.journal.service import once
from assess.refusals import NotFoundError, RefusedError, StaleError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.kept_form import draft_asked_for, typed_again
from assess.web.language import current_language
from assess.web.page_form import ConfirmForm
from assess.web.paging import ON_A_PAGE, paging

CONFLICT = 409


@pages.get("/cpd/needs")
@open_to_signed_in
def needs() -> str:
    session, actor = db.session(), current_actor()
    is_open = request.args.get("state") != "closed"
    count = count_needs(session, actor, is_open=is_open)
    shown = paging("cpd.needs", count, state=None if is_open else "closed")
    found = list_needs(session, actor, is_open=is_open, limit=ON_A_PAGE, offset=shown.offset)
    page = NeedsPage(tuple(found), count, shown, is_open=is_open)
    return render_template(
        "cpd/needs.html", page=page, sources=SOURCES, fresh_form=fresh_form, role=actor.role
    )


@pages.route("/cpd/needs/new", methods=["GET", "POST"])
@open_to_signed_in
def note_need() -> str | Response:
    actor = current_actor()
    form = _form(deeds.NEW, language=current_language().value)
    if form.validate_on_submit():
        noted = Noted(form.words.data or "", form.language.data)
        once(
            actor,
            form.idempotency_key,
            lambda session: deeds.note_need(
                session, actor=actor, noted=noted, now=datetime.now(UTC), tab_id=form.tab
            ),
        )
        flash(_("The need has been noted."))
        return redirect(url_for("cpd.cycle"))
    unsaved = find_unsaved(db.session(), actor, deeds.NEW, names=["words"])
    return render_template("cpd/note_need.html", page=NeedFormPage(form, unsaved))


@pages.route("/cpd/needs/<uuid:need_id>", methods=["GET", "POST"])
@open_to_signed_in
def change_need(need_id: UUID) -> str | Response | tuple[str, int]:
    need = find_need(db.session(), current_actor(), need_id)
    form = _form(
        deeds.place_of(need_id),
        words=need.words,
        language=need.language,
        started_from=str(need.version),
    )
    if form.validate_on_submit():
        try:
            _change(form, need_id)
        except StaleError as stale:
            current = find_need(db.session(), current_actor(), need_id)
            form.started_from.data = str(current.version)
            return _show(form, current, stale.current["words"]), CONFLICT
        except RefusedError as refusal:
            tell(form, refusal)
        else:
            flash(_("The need has been saved."))
            return redirect(url_for("cpd.needs"))
    return _show(form, need)


@pages.post("/cpd/needs/<uuid:need_id>/closing")
@open_to_signed_in
def close_need(need_id: UUID) -> Response:
    actor = current_actor()
    find_need(db.session(), actor, need_id)
    if ConfirmForm().validate_on_submit():
        with writing() as session:
            deeds.close_need(session, actor=actor, need_id=need_id, now=datetime.now(UTC))
        flash(_("The need is closed. You can open it again."))
    return redirect(url_for("cpd.needs"))


@pages.post("/cpd/needs/<uuid:need_id>/reopening")
@open_to_signed_in
def reopen_need(need_id: UUID) -> Response:
    actor = current_actor()
    find_need(db.session(), actor, need_id)
    if ConfirmForm().validate_on_submit():
        with writing() as session:
            deeds.reopen_need(session, actor=actor, need_id=need_id, now=datetime.now(UTC))
        flash(_("The need is open again."))
    return redirect(url_for("cpd.needs"))


def _form(place: str, **values: Any) -> NeedForm:  # noqa: ANN401 (what the fields show first)
    if not (draft_id := draft_asked_for()):
        return NeedForm(**values)
    draft = find_draft(db.session(), current_actor(), draft_id)
    if draft.place != place:
        raise NotFoundError
    return NeedForm(
        formdata=typed_again(draft.content, tab_id=draft.tab_id, started_from=draft.started_from)
    )


def _change(form: NeedForm, need_id: UUID) -> UUID:
    actor = current_actor()
    return once(
        actor,
        form.idempotency_key,
        lambda session: deeds.change_need(
            session,
            actor=actor,
            need_id=need_id,
            words=form.words.data or "",
            language=form.language.data,
            seen=form.seen,
            tab_id=form.tab,
            now=datetime.now(UTC),
        ),
    )


def _show(form: NeedForm, need: NeedView, current: str | None = None) -> str:
    unsaved = find_unsaved(
        db.session(),
        current_actor(),
        deeds.place_of(need.id),
        names=["words"],
        current={"words": need.words},
    )
    page = NeedFormPage(form, unsaved, need, current)
    return render_template("cpd/change_need.html", page=page)
