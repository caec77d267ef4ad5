from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.forms.terms import ChangeEnrolmentForm, fields_of
from assess.enrolment.pages.enrolments import Difference, EnrolmentPage
from assess.enrolment.queries import EnrolmentView, find_enrolment
from assess.enrolment.queries.allocations import list_allocations
from assess.enrolment.queries.cohorts import list_cohort_names
from assess.enrolment.routes.blueprint import pages
from assess.enrolment.routes.choices import people_to_choose
from assess.enrolment.service import change_enrolment
from assess.journal.service import once
from assess.refusals import RefusedError, StaleError
from assess.web.access import current_actor, open_to


@pages.route("/enrolments/<uuid:unit_id>", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def enrolment(unit_id: UUID) -> str | Response | tuple[str, int]:
    """Show an enrolment's terms in a form; a post changes them."""
    view = find_enrolment(db.session(), current_actor(), unit_id)
    form = ChangeEnrolmentForm(data=fields_of(view.terms) | {"version": view.version})
    form.offer(
        people_to_choose(Role.ASSESSOR, also=view.unit.assessor_id, called=view.unit.assessor),
        people_to_choose(Role.IQA, also=view.unit.iqa_id, called=view.unit.iqa),
    )
    if form.validate_on_submit():
        try:
            _change(form, unit_id)
        except StaleError:
            return _both_texts(form, view), 409
        except RefusedError as refusal:
            form.refuse_terms(refusal)
        else:
            flash(_("The enrolment has been saved."))
            return redirect(url_for("enrolment.enrolment", unit_id=unit_id))
    return _shown(form, view, ())


def _shown(
    form: ChangeEnrolmentForm, view: EnrolmentView, differences: tuple[Difference, ...]
) -> str:
    actor, session = current_actor(), db.session()
    given = list_allocations(session, actor, view.unit.id)
    return render_template(
        "enrolment/enrolment.html",
        form=form,
        page=EnrolmentPage(view.unit, differences, tuple(given)),
        cohorts=list_cohort_names(session, actor),
    )


def _change(form: ChangeEnrolmentForm, unit_id: UUID) -> UUID:
    actor = current_actor()
    return once(
        actor,
        form.idempotency_key,
        lambda session: change_enrolment(
            session,
            actor=actor,
            unit_id=unit_id,
            version=form.version_seen,
            terms=form.terms(),
            now=datetime.now(UTC),
        ),
    )


def _both_texts(form: ChangeEnrolmentForm, view: EnrolmentView) -> str:
    """Show what was typed, in the form, beside what somebody else has saved meanwhile."""
    stands = ChangeEnrolmentForm(formdata=None, data=fields_of(view.terms))
    stands.assessor.choices, stands.iqa.choices = form.assessor.choices, form.iqa.choices
    form.version.data = str(view.version)
    typed = form.shown()
    differences = tuple(
        Difference(question, answer)
        for question, answer in stands.shown().items()
        if answer != typed[question]
    )
    return _shown(form, view, differences)
