from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.forms.terms import EnrolForm
from assess.enrolment.pages.enrolments import EnrolPage
from assess.enrolment.queries.cohorts import list_cohort_names
from assess.enrolment.routes.blueprint import pages
from assess.enrolment.routes.choices import (
    PRACTITIONERS_SHOWN,
    people_to_choose,
    practitioners_to_choose,
    standards_to_choose,
)
from assess.enrolment.service import enrol_practitioners
from assess.journal.service import once
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to
from assess.web.page_form import LINE, tidy


@pages.route("/enrolments/new", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def enrol() -> str | Response:
    search = tidy(request.args.get("q"))[:LINE]
    form = EnrolForm(practitioners=request.args.getlist("person"))
    form.practitioners.choices = practitioners_to_choose(search, _ids(form.practitioners.data))
    form.standards.choices = standards_to_choose()
    form.offer(people_to_choose(Role.ASSESSOR), people_to_choose(Role.IQA))
    if form.validate_on_submit():
        try:
            _enrol(form)
        except RefusedError as refusal:
            form.refuse_terms(refusal)
        else:
            flash(_("The enrolment has been saved."))
            return redirect(url_for("enrolment.enrolments"))
    shown = form.practitioners.choices
    return render_template(
        "enrolment/enrol.html",
        form=form,
        page=EnrolPage(
            search=search,
            has_practitioners=bool(shown) or bool(search),
            is_cut_off=len(shown) >= PRACTITIONERS_SHOWN,
            shown=PRACTITIONERS_SHOWN,
            has_standards=bool(form.standards.choices),
        ),
        cohorts=list_cohort_names(db.session(), current_actor()),
    )


def _enrol(form: EnrolForm) -> UUID:
    actor = current_actor()
    return once(
        actor,
        form.idempotency_key,
        lambda session: enrol_practitioners(
            session,
            actor=actor,
            practitioner_ids=_ids(form.practitioners.data),
            standard_ids=_ids(form.standards.data),
            terms=form.terms(),
            now=datetime.now(UTC),
        )[0],
    )


def _ids(typed: list[str] | None) -> list[UUID]:
    """Give what are ids among what came; anything else is no choice of ours."""
    ids = []
    for text in typed or []:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids
