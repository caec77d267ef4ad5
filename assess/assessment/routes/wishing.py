from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.routes.blueprint import pages
from assess.assessment.service import request_observation as do_request_observation
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to
from assess.web.page_form import ConfirmForm


@pages.post("/units/<uuid:unit_id>/observation-request")
@open_to(Role.PRACTITIONER)
def request_observation(unit_id: UUID) -> Response:
    """Ask the assessor for an observation or a discussion of what is still open."""
    actor, form = current_actor(), ConfirmForm()
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: do_request_observation(
                    session,
                    actor=actor,
                    unit_id=unit_id,
                    labels=request.form.getlist("label"),
                    now=datetime.now(UTC),
                ),
            )
        except RefusedError:
            flash(_("Nobody could be asked: the unit has no assessor, or is signed off."))
        else:
            flash(_("Your assessor has been asked."))
    return redirect(url_for("overview.unit", unit_id=unit_id))
