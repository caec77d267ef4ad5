from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db, writing
from assess.evidence.forms.bank import SightForm
from assess.evidence.forms.words import FORMS, KINDS
from assess.evidence.pages.piece import piece_page, text_files
from assess.evidence.pages.suggestions import SuggestedRow
from assess.evidence.queries import (
    PieceView,
    VersionView,
    find_piece,
    list_blobs,
    list_history,
    list_mappable_units,
)
from assess.evidence.routes.blueprint import pages
from assess.evidence.routes.files import read_text
from assess.evidence.routes.offering import fresh_form, refuse
from assess.evidence.routes.suggesting import suggestions_for
from assess.evidence.rules.offers import london_day
from assess.evidence.service import (
    confirm_evidence,
    delete_evidence,
    record_sight,
    remove_unused_files,
)
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to, open_to_signed_in
from assess.web.extensions import the_files
from assess.web.language import current_language
from assess.web.page_form import ConfirmForm

MOST_TEXT = 200_000
"""Bytes of a text file that are still shown in the page."""


@pages.get("/evidence/<uuid:evidence_id>")
@open_to_signed_in
def piece(evidence_id: UUID) -> str:
    return _show(evidence_id, SightForm(seen_on=london_day(datetime.now(UTC))))


@pages.post("/evidence/<uuid:evidence_id>/sights")
@open_to(Role.ASSESSOR)
def see(evidence_id: UUID) -> str | Response:
    """Note where and when the assessor saw what is held elsewhere."""
    actor, form = current_actor(), SightForm()
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: record_sight(
                    session,
                    actor=actor,
                    evidence_id=evidence_id,
                    place=form.place.data or "",
                    seen_on=form.seen_on.data,
                    now=datetime.now(UTC),
                ),
            )
        except RefusedError as refusal:
            refuse(form, refusal)
        else:
            flash(_("It has been noted that you saw it."))
            return redirect(url_for("evidence.piece", evidence_id=evidence_id))
    return _show(evidence_id, form)


@pages.post("/evidence/<uuid:evidence_id>/confirmation")
@open_to(Role.PRACTITIONER)
def confirm(evidence_id: UUID) -> Response:
    actor, form = current_actor(), ConfirmForm()
    if form.validate_on_submit():
        once(
            actor,
            form.idempotency_key,
            lambda session: confirm_evidence(
                session, actor=actor, evidence_id=evidence_id, now=datetime.now(UTC)
            ),
        )
        flash(_("You have confirmed it."))
    return redirect(url_for("evidence.piece", evidence_id=evidence_id))


@pages.route("/evidence/<uuid:evidence_id>/deletion", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER, Role.ASSESSOR)
def delete(evidence_id: UUID) -> str | Response:
    actor, form = current_actor(), ConfirmForm()
    found = None if form.is_submitted() else find_piece(db.session(), actor, evidence_id)
    if form.validate_on_submit():
        try:
            _delete(form, evidence_id)
        except RefusedError as refusal:
            refuse(form, refusal)
        else:
            flash(_("The evidence has been deleted."))
            return redirect(url_for("evidence.library"))
    found = found or find_piece(db.session(), actor, evidence_id)
    return render_template("evidence/delete.html", form=form, piece=found)


def _delete(form: ConfirmForm, evidence_id: UUID) -> None:
    actor = current_actor()
    hashes = list_blobs(db.session(), actor, evidence_id)
    once(
        actor,
        form.idempotency_key,
        lambda session: delete_evidence(
            session, actor=actor, evidence_id=evidence_id, now=datetime.now(UTC)
        ),
    )
    with writing() as session:
        remove_unused_files(session, store=the_files(), hashes=hashes)


def _show(evidence_id: UUID, sight_form: SightForm) -> str:
    session, actor = db.session(), current_actor()
    found = find_piece(session, actor, evidence_id)
    page = piece_page(
        found,
        list_history(session, actor, evidence_id),
        _texts_of(found.newest),
        actor,
        sight_form=sight_form,
        language=current_language(),
    )
    return render_template(
        "evidence/piece.html",
        page=page,
        kinds=KINDS,
        forms=FORMS,
        fresh_form=fresh_form,
        suggested=_suggested(found) if page.may_map and "added" in request.args else (),
    )


def _suggested(piece: PieceView) -> tuple[SuggestedRow, ...]:
    units = list_mappable_units(
        db.session(), current_actor(), practitioner_id=piece.practitioner_id
    )
    return suggestions_for(piece, units)


def _texts_of(version: VersionView) -> dict[UUID, str]:
    return {file.id: read_text(file.sha256) for file in text_files(version, most=MOST_TEXT)}
