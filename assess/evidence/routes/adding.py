from datetime import UTC, datetime
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.evidence.forms.offer import AddForm
from assess.evidence.pages.adding import AddPage
from assess.evidence.pages.criteria import criterion_groups, preselected
from assess.evidence.queries import list_mappable_units
from assess.evidence.routes.blueprint import pages
from assess.evidence.routes.offering import arrived_files, go_to, had_files, next_address, refuse
from assess.evidence.rules.kinds import PRACTITIONERS_KINDS
from assess.evidence.rules.offers import london_day
from assess.evidence.service import add_evidence
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to
from assess.web.extensions import the_files, the_settings
from assess.web.language import current_language


@pages.route("/evidence/new", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def add() -> str | Response:
    now = datetime.now(UTC)
    actor = current_actor()
    form = AddForm(PRACTITIONERS_KINDS, made_on=london_day(now), language=actor.language.value)
    if form.validate_on_submit() and (address := _add(form, now)):
        return go_to(address)
    units = list_mappable_units(db.session(), actor, practitioner_id=actor.person_id)
    opened = request.args.get("unit", type=UUID)
    if not form.is_submitted():
        form.mapped.data = preselected(units, opened, request.args.get("criterion", ""))
    page = AddPage(
        form=form,
        groups=criterion_groups(units, form.mapped, current_language(), opened=opened),
        limit_mb=the_settings().upload_limit_mb,
        choose_again=had_files(),
    )
    return render_template("evidence/add.html", page=page)


def _add(form: AddForm, now: datetime) -> str | None:
    """Do the deed; give where to go then, or None where it was refused."""
    actor = current_actor()
    if (files := arrived_files(form)) is None:
        return None
    try:
        evidence_id = once(
            actor,
            form.idempotency_key,
            lambda session: add_evidence(
                session,
                actor=actor,
                offer=form.offer(),
                files=files,
                wanted=form.mapped.wanted,
                store=the_files(),
                now=now,
            ),
        )
    except RefusedError as refusal:
        refuse(form, refusal)
        return None
    flash(_("The evidence has been added."))
    return next_address(evidence_id)
