"""Offers for the CPD record: this part alone reads what is missing, said and needed together."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.cpd.queries.needs import list_needs
from assess.cpd.service.needs import Noted, note_need
from assess.db import db
from assess.enrolment.queries import list_units
from assess.journal.service import once
from assess.overview.forms.offered_needs import TakeForm
from assess.overview.pages.offered_needs import (
    OfferedNeed,
    OfferedNeedsPage,
    Sources,
    offered_needs,
)
from assess.overview.queries import load_standing, load_waiting
from assess.overview.routes.blueprint import pages
from assess.overview.routes.next_best import fresh_form
from assess.web.access import current_actor, open_to
from assess.web.language import current_language


@pages.route("/cpd/needs/offered", methods=["GET", "POST"], endpoint="offered_needs")
@open_to(Role.PRACTITIONER)
def offered() -> str | Response:
    page, form = _page(), TakeForm()
    if form.validate_on_submit():
        offer = page.find(form.offer.data or "")
        if offer is None:
            flash(_("That is offered no more: something has changed since."))
        else:
            _take(form, offer)
            flash(_("It is among your needs now."))
        return redirect(url_for("overview.offered_needs"))
    return render_template("overview/offered_needs.html", page=page, fresh_form=fresh_form)


def _page() -> OfferedNeedsPage:
    session, actor = db.session(), current_actor()
    units = list_units(session, actor)
    standing = load_standing(session, units)
    waiting = load_waiting(session, units, standing)
    return offered_needs(
        units,
        Sources(standing.words, standing.states, waiting.requests),
        list_needs(session, actor, is_open=True),
        current_language(),
    )


def _take(form: TakeForm, offer: OfferedNeed) -> None:
    actor = current_actor()
    once(
        actor,
        form.idempotency_key,
        lambda session: note_need(
            session,
            actor=actor,
            noted=Noted(offer.words, offer.language, offer.source, offer.criterion_id),
            now=datetime.now(UTC),
        ),
    )
