"""Keeps what is being typed, for the script that sends it every half minute and on leaving."""

from datetime import UTC, datetime
from uuid import UUID

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from assess.actor import Role
from assess.db import writing
from assess.reflection.forms import DraftForm
from assess.reflection.routes.blueprint import pages
from assess.reflection.routes.finding import find_criterion
from assess.reflection.service import drop_draft, keep_draft
from assess.web.access import current_actor, open_to
from assess.web.page_form import ConfirmForm

KEPT, NOT_KEPT = 204, 422


@pages.put("/units/<uuid:unit_id>/reflections/<label>/draft")
@open_to(Role.PRACTITIONER)
def keep(unit_id: UUID, label: str) -> Response:
    """PUT, not POST: a draft that comes after the session's end is not held for later.

    The browser keeps its own copy until this has answered.
    """
    actor = current_actor()
    unit, criterion = find_criterion(actor, unit_id, label)
    form = DraftForm()
    if not form.validate_on_submit():
        return Response(status=NOT_KEPT)
    with writing() as session:
        keep_draft(
            session,
            actor=actor,
            unit_id=unit.id,
            criterion_id=criterion.id,
            typed=form.typed(),
            now=datetime.now(UTC),
        )
    return Response(status=KEPT)


@pages.post("/units/<uuid:unit_id>/reflections/<label>/drafts/<uuid:tab_id>/removal")
@open_to(Role.PRACTITIONER)
def drop(unit_id: UUID, label: str, tab_id: UUID) -> AnyResponse:
    actor = current_actor()
    unit, _criterion = find_criterion(actor, unit_id, label)
    if ConfirmForm().validate_on_submit():
        with writing() as session:
            drop_draft(session, actor=actor, tab_id=tab_id, unit_id=unit.id)
    return redirect(url_for("reflection.reflect", unit_id=unit.id, label=label))
