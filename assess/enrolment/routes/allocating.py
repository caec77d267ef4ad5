from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.forms.allocating import ReassignForm
from assess.enrolment.queries import EnrolmentView, find_enrolment
from assess.enrolment.routes.blueprint import pages
from assess.enrolment.routes.choices import people_to_choose
from assess.enrolment.rules.allocating import Reason
from assess.enrolment.service.allocating import Given, reassign_unit
from assess.journal.service import once
from assess.refusals import RefusedError, StaleError
from assess.web.access import current_actor, open_to

Answer = str | Response | tuple[str, int]


@pages.route("/enrolments/<uuid:unit_id>/assessor", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def reassign_assessor(unit_id: UUID) -> Answer:
    return _reassign(unit_id, Role.ASSESSOR)


@pages.route("/enrolments/<uuid:unit_id>/quality-assurer", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def reassign_iqa(unit_id: UUID) -> Answer:
    return _reassign(unit_id, Role.IQA)


def _reassign(unit_id: UUID, role: Role) -> Answer:
    """Show who has a unit and whom it may be given to; a post gives it, with the reason."""
    view = find_enrolment(db.session(), current_actor(), unit_id)
    form, status = ReassignForm(version=str(view.version)), 200
    form.person.choices = [("", _("Choose somebody")), *_people(view, role)]
    if form.validate_on_submit():
        try:
            _give(form, unit_id, role)
        except StaleError as refusal:
            form.version.data, status = str(view.version), 409
            form.refuse(refusal, _stale())
        except RefusedError as refusal:
            form.refuse_allocation(refusal)
        else:
            flash(_("The unit has been given to somebody else."))
            return redirect(url_for("enrolment.enrolment", unit_id=unit_id))
    has_it = view.unit.assessor if role is Role.ASSESSOR else view.unit.iqa
    page = {"unit": view.unit, "role": role, "has_it": has_it}
    return render_template("enrolment/reassign.html", form=form, **page), status


def _people(view: EnrolmentView, role: Role) -> list[tuple[str, str]]:
    """Give whom the unit may go to: not the practitioner, nor whoever has the other role."""
    unit = view.unit
    other = unit.iqa_id if role is Role.ASSESSOR else unit.assessor_id
    never = {str(unit.practitioner_id), str(other)}
    return [
        (person_id, name) for person_id, name in people_to_choose(role) if person_id not in never
    ]


def _give(form: ReassignForm, unit_id: UUID, role: Role) -> UUID:
    actor = current_actor()
    return once(
        actor,
        form.idempotency_key,
        lambda session: reassign_unit(
            session,
            actor=actor,
            role=role,
            given=Given(unit_id, UUID(form.person.data), form.version_seen),
            reason=Reason(form.reason.data or "", form.reason_language.data or ""),
            now=datetime.now(UTC),
        ),
    )


def _stale() -> str:
    return str(
        _(
            "Somebody else changed this enrolment after you opened the page. "
            "Look who has the unit now, then save again"
        )
    )
