from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.standards.forms.importing import LONGEST_TEXT, ImportForm
from assess.standards.pages.importing import ImportPage, import_page
from assess.standards.pages.reading import detail_name
from assess.standards.queries import find_own_standard, find_shared_standard
from assess.standards.routes.blueprint import pages
from assess.standards.rules.decoding import decode, unreadable_kind
from assess.standards.rules.file_kinds import (
    BrokenDocumentError,
    DocumentKind,
    EmptyDocumentError,
    NothingGivenError,
    TooLongDocumentError,
    kind_of,
)
from assess.standards.rules.html_lines import is_html, slim_html
from assess.standards.rules.library import Source
from assess.standards.rules.merging import check_document, version_of
from assess.standards.rules.reader import read_document
from assess.standards.rules.values import Provenance, ReaderWarning, StandardDocument
from assess.standards.service import TextTakenOut, import_document, take_text_out
from assess.web.access import current_actor, open_to
from assess.web.page_form import tidy


@pages.route("/standards/import", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def import_standard() -> str | Response:
    form, page = ImportForm(), None
    if form.validate_on_submit():
        try:
            extra = _take_file(form)
            document = _read(form)
            page = _preview(form, document, extra)
            check_document(document)
            if request.form.get("step") == "import" and not form.file.data:
                _import(form, document)
                flash(_("The standard has been imported."))
                return redirect(
                    url_for("standards.standard", urn=document.urn, edition=version_of(document))
                )
        except RefusedError as refusal:
            form.refuse_document(refusal)
    return render_template(
        "standards/import_standard.html", form=form, page=page, detail_name=detail_name
    )


def _take_file(form: ImportForm) -> tuple[ReaderWarning, ...]:
    """Put the text of a file that came into the text field, so that nothing is lost."""
    given = form.file.data
    if not given:
        if not form.text.data:
            raise NothingGivenError
        return ()
    data, name = given.read(), tidy(given.filename)[:200]
    kind = kind_of(data, name)
    taken = _read_text(data, name) if kind is DocumentKind.TEXT else take_text_out(data, kind)
    text = tidy(taken.text)
    if not text:
        raise EmptyDocumentError
    if len(text) > LONGEST_TEXT:
        raise TooLongDocumentError
    form.text.data, form.name.data = text, name
    return taken.warnings


def _read_text(data: bytes, name: str) -> TextTakenOut:
    if unreadable_kind(data):
        raise BrokenDocumentError
    text, warning = decode(data)
    if is_html(text, name):
        text = slim_html(text)
    return TextTakenOut(text, (warning,) if warning else ())


def _read(form: ImportForm) -> StandardDocument:
    document = read_document(
        form.text.data or "",
        name=form.name.data or None,
        urn=form.urn.data or None,
        lang=form.language,
    )
    provenance = Provenance(form.provenance.data)
    return replace(document, version=form.version.data or document.version, provenance=provenance)


def _preview(
    form: ImportForm, document: StandardDocument, extra: tuple[ReaderWarning, ...]
) -> ImportPage:
    version = version_of(document)
    named = {"urn": document.urn or "", "edition": version}
    own = find_own_standard(db.session(), provider_id=current_actor().provider_id, **named)
    return import_page(
        document,
        extra,
        form.text.data or "",
        version=version,
        stands=own is not None,
        serves_all=find_shared_standard(db.session(), **named) is not None,
    )


def _import(form: ImportForm, document: StandardDocument) -> UUID:
    actor = current_actor()
    source = Source(
        form.name.data or str(_("pasted text")), document.provenance, form.url.data or None
    )
    return once(
        actor,
        form.idempotency_key,
        lambda session: import_document(
            session, actor=actor, document=document, source=source, now=datetime.now(UTC)
        ),
    )
