from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.clocks.rules import day_in_london
from assess.cpd.forms.years import REFUSALS, DeclareForm
from assess.cpd.pages.packs import said
from assess.cpd.pages.years import activity_lines
from assess.cpd.queries.declarations import find_asked_of
from assess.cpd.queries.declared import load_asked_record
from assess.cpd.routes.blueprint import pages
from assess.cpd.routes.year_page import find_year
from assess.cpd.service.declaring import Declared, declare_asked, declare_year
from assess.cpd.service.years import WhichYear
from assess.db import db
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.language import current_language
from assess.web.paging import ON_A_PAGE, paging


@pages.route(
    "/cpd/memberships/<uuid:membership_id>/years/<starts_on>/declaration", methods=["GET", "POST"]
)
@open_to_signed_in
def declare(membership_id: UUID, starts_on: str) -> str | Response:
    """Let the person declare a year; what they declared before is shown."""
    view, form, actor = find_year(membership_id, starts_on), DeclareForm(), current_actor()
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: declare_year(
                    session,
                    actor=actor,
                    which=WhichYear(membership_id, starts_on),
                    declared=_declared(form),
                    now=datetime.now(UTC),
                ),
            )
        except RefusedError as refusal:
            form.refuse(refusal, REFUSALS[type(refusal)])
        else:
            flash(_("Your declaration has been recorded."))
            return redirect(
                url_for("cpd.declare", membership_id=membership_id, starts_on=starts_on)
            )
    return render_template(
        "cpd/declare.html", form=form, view=view, name=said(view.pack.name), words=_words()
    )


@pages.route("/cpd/declarations/<uuid:declaration_request_id>", methods=["GET", "POST"])
@open_to_signed_in
def declare_asked_period(declaration_request_id: UUID) -> str | Response:
    """Let the person declare what their provider asks for; they see first what they hold."""
    actor, form = current_actor(), DeclareForm()
    asked = find_asked_of(db.session(), actor, declaration_request_id)
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: declare_asked(
                    session,
                    actor=actor,
                    declaration_request_id=declaration_request_id,
                    declared=_declared(form),
                    now=datetime.now(UTC),
                ),
            )
        except RefusedError as refusal:
            form.refuse(refusal, REFUSALS[type(refusal)])
        else:
            flash(_("Your declaration has been recorded."))
            return redirect(url_for("cpd.years"))
    record = load_asked_record(db.session(), actor, asked)
    address = {"declaration_request_id": str(declaration_request_id)}
    here = paging("cpd.declare_asked_period", len(record.done), **address)
    return render_template(
        "cpd/declare_asked_period.html",
        form=form,
        record=record,
        paging=here,
        lines=activity_lines(record.done[here.offset : here.offset + ON_A_PAGE]),
        words=_words(),
        today=day_in_london(datetime.now(UTC)),
    )


def _declared(form: DeclareForm) -> Declared:
    return Declared(_words(), current_language().value, ticked=bool(form.declared.data))


def _words() -> str:
    """Give the words of the declaration, as the page shows them and as they are kept."""
    return str(
        _(
            "I declare that this record of my continuing professional development is my own and "
            "true: I have done what it says I have done."
        )
    )
