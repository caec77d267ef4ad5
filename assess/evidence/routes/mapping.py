from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.evidence.forms.offer import MapForm
from assess.evidence.pages.criteria import criterion_groups, places_of
from assess.evidence.queries import find_piece, list_mappable_units
from assess.evidence.routes.blueprint import pages
from assess.evidence.routes.offering import refuse
from assess.evidence.routes.suggesting import suggestions_for
from assess.evidence.rules.sections import read_sections
from assess.evidence.service import map_evidence, unmap_evidence
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to
from assess.web.language import current_language
from assess.web.page_form import ConfirmForm


@pages.route("/evidence/<uuid:evidence_id>/criteria", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER, Role.ASSESSOR)
def map_piece(evidence_id: UUID) -> str | Response:
    actor = current_actor()
    piece = find_piece(db.session(), actor, evidence_id)
    frozen = {str(one.criterion_id): one for one in piece.mappings if one.is_frozen}
    free = [one for one in piece.mappings if not one.is_frozen]
    files = piece.newest.files_with_places
    form = MapForm(mapped=places_of(free, files))
    if form.validate_on_submit() and _map(form, evidence_id):
        flash(_("The criteria have been saved."))
        return redirect(url_for("evidence.piece", evidence_id=evidence_id))
    units = list_mappable_units(db.session(), actor, practitioner_id=piece.practitioner_id)
    groups = criterion_groups(
        units,
        form.mapped,
        current_language(),
        opened=request.args.get("unit", type=UUID),
        frozen=frozen,
    )
    suggested = suggestions_for(piece, units, chosen=form.mapped.data)
    return render_template(
        "evidence/map_piece.html",
        form=form,
        piece=piece,
        groups=groups,
        files=files,
        sections=read_sections(
            piece.newest.sections,
            language=piece.newest.language,
            reader=current_language().value,
        ),
        suggested=suggested,
    )


def _map(form: MapForm, evidence_id: UUID) -> bool:
    actor = current_actor()
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: map_evidence(
                session,
                actor=actor,
                evidence_id=evidence_id,
                wanted=form.mapped.wanted,
                now=datetime.now(UTC),
            ),
        )
    except RefusedError as refusal:
        refuse(form, refusal)
        return False
    return True


@pages.post("/evidence/<uuid:evidence_id>/criteria/<uuid:mapping_id>/removal")
@open_to(Role.PRACTITIONER, Role.ASSESSOR)
def unmap(evidence_id: UUID, mapping_id: UUID) -> Response:
    actor, form = current_actor(), ConfirmForm()
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: unmap_evidence(
                    session,
                    actor=actor,
                    evidence_id=evidence_id,
                    mapping_id=mapping_id,
                    now=datetime.now(UTC),
                ),
            )
        except RefusedError:
            flash(_("It has been submitted, so it stays as it is"))
        else:
            flash(_("The evidence is no longer mapped to that criterion."))
    return redirect(url_for("evidence.piece", evidence_id=evidence_id))
