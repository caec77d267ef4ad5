from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.forms.importing import ConfirmImportForm, ImportForm
from assess.enrolment.pages.importing import ImportPage, import_page, progress_of
from assess.enrolment.queries.importing import find_import
from assess.enrolment.routes.blueprint import pages
from assess.enrolment.rules.importing import HEADINGS, NEEDED, ListChangedError
from assess.enrolment.service import keep_list, plan_of, request_import
from assess.files import IncomingFile
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.sheets import LARGEST, Sheet, SheetTooLargeError, read_sheet
from assess.web.access import current_actor, open_to
from assess.web.downloads import send_sheet, sheet_kind
from assess.web.language import current_language
from assess.web.navigation import role_name
from assess.web.page_form import LINE, tidy
from assess.web.paging import ON_A_PAGE, paging


@pages.route("/imports", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def imports() -> str | Response:
    """Ask for a list; a post keeps it and goes to its preview."""
    form = ImportForm()
    if form.validate_on_submit():
        try:
            import_id = _keep(form)
        except RefusedError as refusal:
            form.refuse_list(refusal, current_language())
        else:
            return redirect(url_for("enrolment.preview_import", import_id=import_id))
    return render_template(
        "enrolment/imports.html", form=form, headings=_headings(), needed=len(NEEDED)
    )


@pages.get("/imports/<uuid:import_id>")
@open_to(Role.MANAGER)
def preview_import(import_id: UUID) -> str:
    page = _page(import_id)
    return render_template(
        "enrolment/preview_import.html",
        page=page,
        form=ConfirmImportForm(mark=page.mark),
        upload=ImportForm(),
    )


@pages.post("/imports/<uuid:import_id>")
@open_to(Role.MANAGER)
def confirm_import(import_id: UUID) -> Response:
    actor, form = current_actor(), ConfirmImportForm()
    find_import(db.session(), actor, import_id)
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: request_import(
                    session,
                    actor=actor,
                    import_id=import_id,
                    mark=form.mark.data or "",
                    now=datetime.now(UTC),
                ),
            )
        except ListChangedError:
            flash(_("What the list would do has changed since you looked. Look again below."))
    return redirect(url_for("enrolment.preview_import", import_id=import_id))


@pages.get("/imports/<uuid:import_id>/progress")
@open_to(Role.MANAGER)
def import_progress(import_id: UUID) -> dict[str, Any]:
    progress = progress_of(find_import(db.session(), current_actor(), import_id))
    return {
        "done": progress.done,
        "all": progress.all,
        "words": progress.words,
        "isOnItsWay": progress.is_on_its_way,
    }


@pages.get("/imports/template/<kind>")
@open_to(Role.MANAGER)
def import_template(kind: str) -> Response:
    return send_sheet(sheet_kind(kind), _headings(), [], title=_("List of people"))


def _headings() -> list[str]:
    language = current_language()
    return [heading.text_in(language) or "" for heading in HEADINGS.values()]


def _keep(form: ImportForm) -> UUID:
    actor, incoming = current_actor(), form.file.data.stream
    assert isinstance(incoming, IncomingFile)  # noqa: S101 (narrows the type)
    if incoming.too_large:
        raise SheetTooLargeError("more than is taken of any upload")
    incoming.seek(0)
    sheet = _tidied(read_sheet(incoming.read(LARGEST + 1)))
    return once(
        actor,
        form.idempotency_key,
        lambda session: keep_list(
            session,
            actor=actor,
            file_name=tidy(form.file.data.filename)[:LINE],
            sheet=sheet,
            language=current_language(),
            now=datetime.now(UTC),
        ),
    )


def _tidied(sheet: Sheet) -> Sheet:
    return Sheet(
        tuple(tidy(heading) for heading in sheet.header),
        tuple(replace(row, cells=tuple(tidy(cell) for cell in row.cells)) for row in sheet.rows),
    )


def _page(import_id: UUID) -> ImportPage:
    session, actor = db.session(), current_actor()
    view = find_import(session, actor, import_id)
    plan = (
        None if view.is_done or progress_of(view).is_on_its_way else plan_of(session, actor, view)
    )
    shown = (
        paging("enrolment.preview_import", len(plan.rows), import_id=str(import_id))
        if plan
        else None
    )
    return import_page(
        view,
        plan,
        shown,
        plan.rows[shown.offset : shown.offset + ON_A_PAGE] if plan and shown else (),
        current_language(),
        {role.value: role_name(role) for role in Role},
    )
