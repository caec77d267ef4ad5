from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.journal.service import once
from assess.reflection.forms import MapForm
from assess.reflection.pages import criterion_groups
from assess.reflection.queries import find_own_reflection, find_reflection, list_own_units
from assess.reflection.routes.blueprint import pages
from assess.reflection.service import map_reflection, unmap_reflection
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to
from assess.web.language import current_language
from assess.web.page_form import ConfirmForm


@pages.route("/reflections/<uuid:reflection_id>/criteria", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def map_to(reflection_id: UUID) -> str | Response:
    actor = current_actor()
    find_own_reflection(db.session(), actor, reflection_id)
    reflection = find_reflection(db.session(), actor, reflection_id)
    units = list_own_units(db.session(), actor)
    form = MapForm({str(one.id): one.label for own in units for one in own.criteria})
    if form.validate_on_submit() and _map(form, reflection_id):
        flash(_("The criteria have been saved."))
        return redirect(url_for("reflection.read", reflection_id=reflection_id))
    groups = criterion_groups(
        units,
        ticked=set(form.criteria.data or ()),
        there={one.criterion_id for one in reflection.criteria},
        language=current_language(),
        opened=request.args.get("unit", type=UUID),
    )
    return render_template(
        "reflection/map_to.html", form=form, reflection=reflection, groups=groups
    )


def _map(form: MapForm, reflection_id: UUID) -> bool:
    actor = current_actor()
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: map_reflection(
                session,
                actor=actor,
                reflection_id=reflection_id,
                criterion_ids=[UUID(ticked) for ticked in form.criteria.data or ()],
                now=datetime.now(UTC),
            ),
        )
    except RefusedError as refusal:
        form.refuse_mapping(refusal)
        return False
    return True


@pages.post("/reflections/<uuid:reflection_id>/criteria/<uuid:mapping_id>/removal")
@open_to(Role.PRACTITIONER)
def unmap(reflection_id: UUID, mapping_id: UUID) -> Response:
    actor, form = current_actor(), ConfirmForm()
    find_own_reflection(db.session(), actor, reflection_id)
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: unmap_reflection(
                    session,
                    actor=actor,
                    reflection_id=reflection_id,
                    mapping_id=mapping_id,
                    now=datetime.now(UTC),
                ),
            )
        except RefusedError:
            flash(_("It has been submitted, so it stays as it is"))
        else:
            flash(_("The reflection is no longer mapped to that criterion."))
    return redirect(url_for("reflection.read", reflection_id=reflection_id))
