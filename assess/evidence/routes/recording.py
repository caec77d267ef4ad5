from datetime import UTC, datetime
from uuid import UUID

from flask import flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.queries import UnitView, find_unit
from assess.evidence.forms.record import EMPTY_ROWS, RecordForm
from assess.evidence.pages.adding import RecordPage, answer_rows
from assess.evidence.pages.criteria import criterion_groups, preselected
from assess.evidence.queries import list_mappable_units, list_questions
from assess.evidence.routes.blueprint import pages
from assess.evidence.routes.offering import arrived_files, go_to, had_files, next_address, refuse
from assess.evidence.rules.kinds import ASSESSORS_KINDS
from assess.evidence.rules.offers import london_day
from assess.evidence.service import record_assessor_evidence
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to
from assess.web.extensions import the_files, the_settings
from assess.web.language import current_language


@pages.route("/units/<uuid:unit_id>/record", methods=["GET", "POST"])
@open_to(Role.ASSESSOR)
def record(unit_id: UUID) -> str | Response:
    now, actor = datetime.now(UTC), current_actor()
    unit = find_unit(db.session(), actor, unit_id)
    language = (unit.assessment_language or actor.language).value
    form = RecordForm(ASSESSORS_KINDS, made_on=london_day(now), language=language)
    if form.validate_on_submit() and (address := _record(form, unit_id, now)):
        return go_to(address)
    return render_template("evidence/record.html", page=_page(form, unit, language))


def _page(form: RecordForm, unit: UnitView, language: str) -> RecordPage:
    session, actor = db.session(), current_actor()
    units = list_mappable_units(session, actor, practitioner_id=unit.practitioner_id)
    if not form.is_submitted():
        form.mapped.data = preselected(units, unit.id, request.args.get("criterion", ""))
    bank = list_questions(session, actor, standard_id=unit.standard_id)
    return RecordPage(
        form=form,
        unit=unit,
        groups=criterion_groups(units, form.mapped, current_language(), opened=unit.id),
        rows=answer_rows(form.answers.data, bank, empty=EMPTY_ROWS, language=language),
        limit_mb=the_settings().upload_limit_mb,
        choose_again=had_files(),
    )


def _record(form: RecordForm, unit_id: UUID, now: datetime) -> str | None:
    """Do the deed; give where to go then, or None where it was refused."""
    actor = current_actor()
    if (files := arrived_files(form)) is None:
        return None
    try:
        evidence_id = once(
            actor,
            form.idempotency_key,
            lambda session: record_assessor_evidence(
                session,
                actor=actor,
                unit_id=unit_id,
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
    flash(_("It has been recorded. The practitioner is asked to confirm it."))
    return next_address(evidence_id)
