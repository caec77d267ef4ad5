from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.documents.forms import NAMES, PrintForm
from assess.documents.pages.prints import print_line, prints_page
from assess.documents.queries import find_print, list_prints
from assess.documents.routes.blueprint import pages
from assess.documents.rules import is_over
from assess.documents.service import request_print
from assess.enrolment.queries import find_unit
from assess.jobs import JobState
from assess.journal.service import once
from assess.refusals import NotFoundError
from assess.web.access import current_actor, open_to, open_to_signed_in
from assess.web.downloads import sealed
from assess.web.extensions import the_files
from assess.web.language import current_language


@pages.get("/units/<uuid:unit_id>/prints")
@open_to_signed_in
def prints(unit_id: UUID) -> str:
    return _page(unit_id, _form())


@pages.post("/units/<uuid:unit_id>/prints")
@open_to_signed_in
def print_unit(unit_id: UUID) -> str | Response:
    return _ask(unit_id) or redirect(url_for("documents.prints", unit_id=unit_id))


@pages.get("/portfolio/prints")
@open_to(Role.PRACTITIONER)
def portfolio() -> str:
    return _page(None, _form())


@pages.post("/portfolio/prints")
@open_to(Role.PRACTITIONER)
def print_portfolio() -> str | Response:
    return _ask(None) or redirect(url_for("documents.portfolio"))


@pages.get("/prints/<uuid:print_id>/progress")
@open_to_signed_in
def progress(print_id: UUID) -> dict[str, Any]:
    line = print_line(find_print(db.session(), current_actor(), print_id))
    return {
        "done": line.done,
        "all": line.all,
        "words": line.words,
        "isOnItsWay": line.is_on_its_way,
    }


@pages.get("/prints/<uuid:print_id>/file")
@open_to_signed_in
def download(print_id: UUID) -> Response:
    found = find_print(db.session(), current_actor(), print_id)
    if found.state is not JobState.DONE or is_over(found.finished_at, datetime.now(UTC)):
        raise NotFoundError
    try:
        stream = the_files().open(found.sha256)
    except FileNotFoundError as gone:
        raise NotFoundError from gone
    response = send_file(stream, mimetype="application/pdf")
    response.content_length = found.size
    return sealed(response, "attachment", found.name)


def _form() -> PrintForm:
    form = PrintForm()
    form.choice.data = form.choice.data or current_language().value
    return form


def _ask(unit_id: UUID | None) -> str | None:
    """Ask for a print; gives the page again where the form is not right."""
    actor, form = current_actor(), PrintForm()
    if not form.validate_on_submit():
        return _page(unit_id, form)
    once(
        actor,
        form.idempotency_key,
        lambda session: request_print(
            session,
            actor=actor,
            unit_id=unit_id,
            choice=form.choice.data,
            now=datetime.now(UTC),
        ),
    )
    return None


def _page(unit_id: UUID | None, form: PrintForm) -> str:
    session, actor = db.session(), current_actor()
    unit = find_unit(session, actor, unit_id) if unit_id else None
    asked = list_prints(session, actor, unit_id=unit_id)
    page = prints_page(unit, asked, datetime.now(UTC))
    return render_template(
        "documents/prints.html", page=page, form=form, role=actor.role, names=NAMES
    )
