from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.clocks.rules import day_in_london
from assess.cpd.forms.declaration_requests import REFUSALS, RequestForm
from assess.cpd.queries.declarations import (
    count_requests,
    find_request,
    list_asked_people,
    list_requests,
)
from assess.cpd.routes.blueprint import pages
from assess.cpd.service.asking import RequestTerms, ask_declarations, end_request
from assess.db import db
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to
from assess.web.navigation import role_name
from assess.web.page_form import ConfirmForm
from assess.web.paging import ON_A_PAGE, paging


@pages.get("/cpd/declaration-requests")
@open_to(Role.MANAGER)
def declaration_requests() -> str:
    """List what the provider asked its people to declare, and how many have."""
    actor = current_actor()
    here = paging("cpd.declaration_requests", count_requests(db.session(), actor))
    found = list_requests(db.session(), actor, limit=ON_A_PAGE, offset=here.offset)
    return render_template(
        "cpd/declaration_requests.html",
        requests=[(one, role_name(Role(one.role))) for one in found],
        paging=here,
        today=day_in_london(datetime.now(UTC)),
    )


@pages.route("/cpd/declaration-requests/new", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def new_declaration_request() -> str | Response:
    actor, form = current_actor(), RequestForm([(role.value, role_name(role)) for role in Role])
    if form.validate_on_submit():
        terms = RequestTerms(form.asked_role, form.period, form.due_on.data)
        try:
            asked = once(
                actor,
                form.idempotency_key,
                lambda session: ask_declarations(
                    session, actor=actor, terms=terms, now=datetime.now(UTC)
                ),
            )
        except RefusedError as refusal:
            form.refuse(refusal, REFUSALS[type(refusal)])
        else:
            flash(_("They have been asked, each in their own language."))
            return redirect(url_for("cpd.declaration_request", declaration_request_id=asked))
    return render_template("cpd/new_declaration_request.html", form=form)


@pages.get("/cpd/declaration-requests/<uuid:declaration_request_id>")
@open_to(Role.MANAGER)
def declaration_request(declaration_request_id: UUID) -> str:
    """Show who has declared and who has not: never what anybody wrote."""
    actor = current_actor()
    found = find_request(db.session(), actor, declaration_request_id)
    address = {"declaration_request_id": str(declaration_request_id)}
    here = paging("cpd.declaration_request", found.asked, **address)
    return render_template(
        "cpd/declaration_request.html",
        asked=found,
        role=role_name(Role(found.role)),
        people=list_asked_people(db.session(), actor, found, limit=ON_A_PAGE, offset=here.offset),
        paging=here,
        form=ConfirmForm(None),
        today=day_in_london(datetime.now(UTC)),
    )


@pages.post("/cpd/declaration-requests/<uuid:declaration_request_id>/end")
@open_to(Role.MANAGER)
def end_declaration_request(declaration_request_id: UUID) -> Response:
    actor, form = current_actor(), ConfirmForm()
    find_request(db.session(), actor, declaration_request_id)
    if form.validate_on_submit():
        once(
            actor,
            form.idempotency_key,
            lambda session: end_request(
                session,
                actor=actor,
                declaration_request_id=declaration_request_id,
                now=datetime.now(UTC),
            ),
        )
        flash(_("Nobody is asked for it any more. What was declared is kept."))
    return redirect(url_for("cpd.declaration_requests"))
