from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.clocks.rules import day_in_london
from assess.cpd.forms.memberships import EndForm, MembershipForm, refuse
from assess.cpd.pages.memberships import membership_line, memberships_page
from assess.cpd.pages.packs import said
from assess.cpd.queries.declarations import list_asked_of
from assess.cpd.queries.memberships import MembershipView, find_membership, list_memberships
from assess.cpd.queries.packs import list_packs
from assess.cpd.routes.blueprint import pages
from assess.cpd.rules.releasing import RELEASING
from assess.cpd.service.memberships import (
    MembershipTerms,
    add_membership,
    end_membership,
    remove_membership,
)
from assess.db import db
from assess.journal.service import once
from assess.refusals import RefusedError, StaleError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.page_form import ConfirmForm


@pages.get("/cpd/years")
@open_to_signed_in
def years() -> str:
    """List the person's memberships with their years, and what they are asked to declare."""
    actor = current_actor()
    page = memberships_page(
        list_memberships(db.session(), actor),
        list_asked_of(db.session(), actor),
        may_release=actor.role in RELEASING,
        today=day_in_london(datetime.now(UTC)),
    )
    return render_template("cpd/years.html", page=page)


@pages.route("/cpd/memberships/new", methods=["GET", "POST"])
@open_to_signed_in
def new_membership() -> str | Response:
    packs = list_packs().current(day_in_london(datetime.now(UTC)))
    form = MembershipForm([(pack.key, said(pack.name)) for pack in packs])
    if form.validate_on_submit():
        try:
            _add(form)
        except RefusedError as refusal:
            refuse(form, refusal)
        else:
            flash(_("Your year is set up."))
            return redirect(url_for("cpd.years"))
    hints = {pack.key: said(pack.starts) for pack in packs}
    return render_template("cpd/new_membership.html", form=form, hints=hints)


@pages.route("/cpd/memberships/<uuid:membership_id>", methods=["GET", "POST"])
@open_to_signed_in
def membership(membership_id: UUID) -> str | Response | tuple[str, int]:
    """Show a membership with all its years; a post says on which day it ended."""
    stands = find_membership(db.session(), current_actor(), membership_id)
    form = EndForm(data={"version": str(stands.version), "ends_on": stands.ends_on})
    if form.validate_on_submit():
        try:
            _end(form, membership_id)
        except StaleError:
            form.version.data = str(stands.version)
            return _shown(form, stands, stale=True), 409
        except RefusedError as refusal:
            refuse(form, refusal)
        else:
            flash(_("The last day has been saved."))
            return redirect(url_for("cpd.years"))
    return _shown(form, stands)


@pages.post("/cpd/memberships/<uuid:membership_id>/removal")
@open_to_signed_in
def take_out_membership(membership_id: UUID) -> str | Response:
    actor = current_actor()
    stands = find_membership(db.session(), actor, membership_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: remove_membership(
                    session, actor=actor, membership_id=membership_id, now=datetime.now(UTC)
                ),
            )
        except RefusedError as refusal:
            refuse(form, refusal)
            end = EndForm(None, data={"version": str(stands.version), "ends_on": stands.ends_on})
            end.form_errors.extend(form.form_errors)
            return _shown(end, stands)
        flash(_("The membership has been taken out."))
    return redirect(url_for("cpd.years"))


def _shown(form: EndForm, stands: MembershipView, *, stale: bool = False) -> str:
    line = membership_line(stands, day_in_london(datetime.now(UTC)))
    return render_template(
        "cpd/membership.html", form=form, line=line, stale=stale, confirm=ConfirmForm(None)
    )


def _add(form: MembershipForm) -> UUID:
    actor, aim = current_actor(), form.aim()
    terms = MembershipTerms(
        pack=form.pack.data,
        starts_on=form.starts_on.data,
        target_hundredths=aim.hundredths if aim else None,
        target_unit=aim.unit if aim else None,
    )
    return once(
        actor,
        form.idempotency_key,
        lambda session: add_membership(session, actor=actor, terms=terms, now=datetime.now(UTC)),
    )


def _end(form: EndForm, membership_id: UUID) -> UUID:
    actor = current_actor()
    return once(
        actor,
        form.idempotency_key,
        lambda session: end_membership(
            session,
            actor=actor,
            membership_id=membership_id,
            ends_on=form.ends_on.data,
            version=form.version_seen,
            now=datetime.now(UTC),
        ),
    )
