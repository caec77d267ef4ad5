from datetime import UTC, datetime
from uuid import UUID

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Actor, Role
from assess.db import db
from assess.evidence.forms.offer import RevisionForm
from assess.evidence.pages.adding import EditPage
from assess.evidence.pages.piece import Conflict, is_ever_submitted, typed_beside
from assess.evidence.queries import PieceView, find_piece, list_history
from assess.evidence.routes.blueprint import pages
from assess.evidence.routes.offering import arrived_files, go_to, had_files, next_address, refuse
from assess.evidence.rules.kinds import EvidenceForm, kinds_of
from assess.evidence.rules.offers import Revision
from assess.evidence.service import revise_evidence
from assess.journal.service import once
from assess.refusals import NotFoundError, RefusedError, StaleError
from assess.web.access import current_actor, open_to
from assess.web.extensions import the_files, the_settings


@pages.route("/evidence/<uuid:evidence_id>/new-version", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER, Role.ASSESSOR)
def edit(evidence_id: UUID) -> str | Response | tuple[str, int]:
    actor = current_actor()
    piece = find_piece(db.session(), actor, evidence_id)
    if piece.made_by_id != actor.person_id or piece.newest.form is EvidenceForm.PLAN:
        raise NotFoundError
    form = _form_of(piece, actor)
    try:
        if form.validate_on_submit() and _revise(form, actor, evidence_id):
            return go_to(next_address(evidence_id))
    except StaleError as stale:
        conflict = Conflict(piece, typed_beside(form, stale.current))
        return render_template("evidence/stale.html", page=conflict), 409
    history = list_history(db.session(), actor, evidence_id)
    page = EditPage(
        form=form,
        piece=piece,
        is_kind_fixed=is_ever_submitted(history),
        limit_mb=the_settings().upload_limit_mb,
        choose_again=had_files(),
    )
    return render_template("evidence/edit.html", page=page)


def _form_of(piece: PieceView, actor: Actor) -> RevisionForm:
    newest = piece.newest
    form = RevisionForm(
        kinds_of(actor.role),
        offered_as=newest.form.value,
        kind=piece.kind.value,
        title=newest.title,
        description=newest.description,
        language=newest.language,
        made_on=newest.made_on,
        text=newest.text,
        address=newest.address,
        held_at=newest.held_at,
        simulated=piece.simulated,
        prior_learning=piece.prior_learning,
        kept=[str(file.id) for file in newest.files],
        seen=str(newest.number),
    )
    form.kept.choices = [(str(file.id), file.name) for file in newest.files]
    return form


def _revise(form: RevisionForm, actor: Actor, evidence_id: UUID) -> bool:
    """Do the deed; tell whether it was done. A stale page is for the caller."""
    if (files := arrived_files(form)) is None:
        return False
    revision = Revision(
        form.offer(),
        seen=form.seen_number,
        why=form.why.data or "",
        kept=tuple(UUID(file_id) for file_id in form.kept.data or []),
    )
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: revise_evidence(
                session,
                actor=actor,
                evidence_id=evidence_id,
                revision=revision,
                files=files,
                store=the_files(),
                now=datetime.now(UTC),
            ),
        )
    except StaleError:
        raise
    except RefusedError as refusal:
        refuse(form, refusal)
        return False
    flash(_("The new version has been saved."))
    return True
