from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.forms.moving import MoveForm
from assess.assessment.queries.moved import list_move_records
from assess.assessment.queries.moving import MovableUnit, list_movable_units
from assess.assessment.routes.blueprint import pages
from assess.assessment.service import move_units
from assess.db import db
from assess.enrolment.queries import find_unit
from assess.journal.service import once
from assess.refusals import NotFoundError, RefusedError
from assess.standards.queries import EditionView, list_editions
from assess.web.access import current_actor, open_to, open_to_signed_in


@pages.route("/standards/<urn>/<edition>/units", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def move(urn: str, edition: str) -> str | Response:
    actor = current_actor()
    editions = list_editions(db.session(), urn=urn, provider_id=actor.provider_id)
    target = next((one for one in editions if one.edition == edition), None)
    if target is None:
        raise NotFoundError
    units, count = list_movable_units(db.session(), actor, urn=urn, target=target)
    form = MoveForm()
    form.offer([(str(one.id), _name(one)) for one in units if not one.is_signed_off])
    if form.validate_on_submit() and _move(form, target):
        flash(_("The units have been moved."))
        return redirect(url_for("standards.standard", urn=urn, edition=edition))
    stay = [one for one in units if one.is_signed_off]
    return render_template(
        "assessment/move.html", form=form, urn=urn, target=target, stay=stay,
        shown=len(units), count=count,
    )  # fmt: skip


def _name(unit: MovableUnit) -> str:
    name = _("%(name)s, version %(version)s", name=unit.practitioner, version=unit.edition)
    return f"{name}, {unit.cohort}" if unit.cohort else str(name)


def _move(form: MoveForm, target: EditionView) -> bool:
    actor = current_actor()
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: move_units(
                session,
                actor=actor,
                unit_ids=[UUID(one) for one in form.units.data or []],
                standard_id=target.id,
                reason=form.reason.data or "",
                language=form.language.data,
                now=datetime.now(UTC),
            ),
        )
    except RefusedError as refusal:
        form.refuse_move(refusal)
        return False
    return True


@pages.get("/units/<uuid:unit_id>/moves")
@open_to_signed_in
def moves(unit_id: UUID) -> str:
    unit = find_unit(db.session(), current_actor(), unit_id)
    records = list_move_records(db.session(), unit)
    return render_template("assessment/moves.html", unit=unit, records=records)
