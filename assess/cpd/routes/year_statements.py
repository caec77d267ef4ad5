from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.cpd.forms.years import REFUSALS, StatementsForm
from assess.cpd.pages.packs import said
from assess.cpd.queries.year_reflections import (
    OwnReflection,
    count_own_reflections,
    list_own_reflections,
)
from assess.cpd.queries.years import YearView
from assess.cpd.routes.blueprint import pages
from assess.cpd.routes.year_page import find_year
from assess.cpd.rules.packs import Asked
from assess.cpd.service.years import WhichYear, mark_statements, unmark_statement
from assess.db import db, writing
from assess.journal.service import once
from assess.refusals import NotFoundError, RefusedError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.page_form import ConfirmForm
from assess.web.paging import ON_A_PAGE, paging


@pages.route(
    "/cpd/memberships/<uuid:membership_id>/years/<starts_on>/statements", methods=["GET", "POST"]
)
@open_to_signed_in
def statements(membership_id: UUID, starts_on: str) -> str | Response:
    """Let the person choose which of their reflections count as statements of a year."""
    view, actor = find_year(membership_id, starts_on), current_actor()
    if not view.pack.choices_of(Asked.STATEMENTS):
        raise NotFoundError
    address = {"membership_id": str(membership_id), "starts_on": starts_on}
    here = paging("cpd.statements", count_own_reflections(db.session(), actor), **address)
    found = list_own_reflections(db.session(), actor, limit=ON_A_PAGE, offset=here.offset)
    form = _form(view, found)
    if form.validate_on_submit():
        try:
            _mark(form, membership_id, starts_on)
        except RefusedError as refusal:
            form.refuse(refusal, REFUSALS[type(refusal)])
        else:
            flash(_("Your statements have been marked."))
            return redirect(url_for("cpd.year", membership_id=membership_id, starts_on=starts_on))
    return render_template(
        "cpd/statements.html", form=form, found=found, view=view, paging=here, address=address
    )


@pages.post("/cpd/statements/<uuid:statement_id>/removal")
@open_to_signed_in
def remove_statement(statement_id: UUID) -> Response:
    form, actor = ConfirmForm(), current_actor()
    if not form.validate_on_submit():
        return redirect(url_for("cpd.years"))
    with writing() as session:
        which = unmark_statement(
            session, actor=actor, statement_id=statement_id, now=datetime.now(UTC)
        )
    flash(_("It counts as a statement no more. The reflection itself is kept."))
    return redirect(
        url_for("cpd.year", membership_id=which.membership_id, starts_on=which.starts_on)
    )


def _form(view: YearView, found: list[OwnReflection]) -> StatementsForm:
    return StatementsForm(
        [(one.key, said(one.words)) for one in view.pack.choices_of(Asked.STATEMENTS)],
        [(str(one.id), one.title) for one in found],
    )


def _mark(form: StatementsForm, membership_id: UUID, starts_on: str) -> UUID:
    actor = current_actor()
    return once(
        actor,
        form.idempotency_key,
        lambda session: mark_statements(
            session,
            actor=actor,
            which=WhichYear(membership_id, starts_on),
            kind=form.kind.data or "",
            reflection_ids=form.ids,
            now=datetime.now(UTC),
        ),
    )
