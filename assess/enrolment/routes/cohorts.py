from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.forms.cohorts import REFUSALS, CohortForm
from assess.enrolment.queries.cohorts import count_known_cohorts, find_cohort, list_known_cohorts
from assess.enrolment.routes.blueprint import pages
from assess.enrolment.service.cohorts import CohortTerms, add_cohort, change_cohort
from assess.journal.service import once
from assess.refusals import RefusedError, StaleError
from assess.web.access import current_actor, open_to
from assess.web.paging import ON_A_PAGE, paging


@pages.route("/cohorts", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def cohorts() -> str | Response:
    """List the provider's cohorts; a post adds one."""
    actor, form = current_actor(), CohortForm()
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: add_cohort(
                    session, actor=actor, terms=_terms(form), now=datetime.now(UTC)
                ),
            )
        except RefusedError as refusal:
            form.refuse(refusal, REFUSALS[type(refusal)])
        else:
            flash(_("The cohort has been added."))
            return redirect(url_for("enrolment.cohorts"))
    here = paging("enrolment.cohorts", count_known_cohorts(db.session(), actor))
    shown = list_known_cohorts(db.session(), actor, limit=ON_A_PAGE, offset=here.offset)
    return render_template("enrolment/cohorts.html", form=form, cohorts=shown, paging=here)


@pages.route("/cohorts/<uuid:cohort_id>", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def cohort(cohort_id: UUID) -> str | Response | tuple[str, int]:
    """Show a cohort in a form; a post changes its dates, and its name wherever it stands."""
    stands = find_cohort(db.session(), current_actor(), cohort_id)
    form = CohortForm(data=vars(stands) | {"version": str(stands.version)})
    if form.validate_on_submit():
        try:
            _change(form, cohort_id)
        except StaleError:
            form.version.data = str(stands.version)
            return render_template(
                "enrolment/cohort.html", form=form, cohort=stands, stale=True
            ), 409
        except RefusedError as refusal:
            form.refuse(refusal, REFUSALS[type(refusal)])
        else:
            flash(_("The cohort has been saved."))
            return redirect(url_for("enrolment.cohorts"))
    return render_template("enrolment/cohort.html", form=form, cohort=stands, stale=False)


def _change(form: CohortForm, cohort_id: UUID) -> UUID:
    actor = current_actor()
    return once(
        actor,
        form.idempotency_key,
        lambda session: change_cohort(
            session,
            actor=actor,
            cohort_id=cohort_id,
            terms=_terms(form),
            version=form.version_seen,
            now=datetime.now(UTC),
        ),
    )


def _terms(form: CohortForm) -> CohortTerms:
    return CohortTerms(form.name.data or "", form.starts_on.data, form.ends_on.data)
