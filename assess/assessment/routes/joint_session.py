"""One column of the map: a criterion, everybody who has not met it, and a session for them."""

from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.forms import refusal_words
from assess.assessment.forms.joint_session import JointSessionForm
from assess.assessment.pages.joint_session import JointSessionPage, missing_lines
from assess.assessment.queries.joint_session import (
    count_missing,
    find_joint_session,
    list_missing,
    list_planned,
)
from assess.assessment.routes.blueprint import pages
from assess.assessment.service import plan_joint_session
from assess.db import db
from assess.enrolment.rules.choosing import UnitChoice, read_choice
from assess.journal.service import once
from assess.meetings import FILE_NAME, Meeting, write_invitation
from assess.refusals import NotFoundError, RefusedError
from assess.standards.queries import CriterionView, find_standard_id, list_criteria
from assess.web.access import current_actor, open_to, open_to_signed_in
from assess.web.downloads import send_file_of
from assess.web.language import current_language
from assess.web.page_form import tidy

ON_A_PAGE = 200


@pages.route("/units/map/<urn>/<edition>/<label>", methods=["GET", "POST"])
@open_to(Role.ASSESSOR, Role.IQA, Role.MANAGER)
def joint_session(urn: str, edition: str, label: str) -> str | Response:
    criterion = _criterion(urn, edition, label)
    page = _page(urn, edition, criterion)
    form = JointSessionForm()
    form.units.choices = page.choices
    if not form.is_submitted():
        form.units.data = page.ticked
    if form.validate_on_submit():
        try:
            _plan(form, criterion.id)
        except RefusedError as refusal:
            form.refuse(refusal, refusal_words(refusal))
        else:
            flash(_("The session is planned, and everybody has been told."))
            return redirect(request.full_path.rstrip("?"))
    chosen = request.args.to_dict(flat=False)
    return render_template("assessment/joint_session.html", page=page, form=form, chosen=chosen)


def _criterion(urn: str, edition: str, label: str) -> CriterionView:
    session, provider_id = db.session(), current_actor().provider_id
    standard_id = find_standard_id(session, urn=urn, edition=edition, provider_id=provider_id)
    for one in list_criteria(session, standard_ids=[standard_id]):
        if one.label == label:
            return one
    raise NotFoundError


def _page(urn: str, edition: str, criterion: CriterionView) -> JointSessionPage:
    session, actor, choice = db.session(), current_actor(), _choice()
    of = {"standard_id": criterion.standard_id, "criterion_id": criterion.id}
    count = count_missing(session, actor, choice, **of)
    last = max(1, -(-count // ON_A_PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), last)
    units = list_missing(
        session, actor, choice, **of, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE
    )
    planned = list_planned(session, actor, criterion_id=criterion.id, now=datetime.now(UTC))
    return JointSessionPage(
        urn=urn,
        edition=edition,
        criterion=criterion,
        lines=missing_lines(units),
        planned=tuple(planned),
        all=count,
        number=number,
        pages=last,
    )


def _choice() -> UnitChoice:
    """Give what the map that led here was narrowed to."""
    names = ("cohort", "site", "assessor", "language")
    return read_choice(**{name: tidy(request.args.get(name)) for name in names})


def _plan(form: JointSessionForm, criterion_id: UUID) -> UUID:
    actor, now, plan = current_actor(), datetime.now(UTC), form.plan
    return once(
        actor,
        form.idempotency_key,
        lambda session: plan_joint_session(
            session,
            actor=actor,
            now=now,
            criterion_id=criterion_id,
            unit_ids=form.units.ids,
            plan=plan,
        ),
    )


@pages.get("/joint-sessions/<uuid:joint_session_id>/calendar")
@open_to_signed_in
def calendar(joint_session_id: UUID) -> Response:
    found = find_joint_session(db.session(), current_actor(), joint_session_id)
    meeting = Meeting(
        uid=f"{found.id}@assess",
        starts_at=found.starts_at,
        minutes=found.minutes,
        place=found.place,
        host=found.planned_by,
        host_address=found.planned_by_address,
        made_at=found.created_at,
    )
    file = write_invitation(
        meeting,
        title=_("Joint session: %(urn)s %(label)s", urn=found.urn, label=found.label),
        words=found.words,
        language=current_language().value,
    )
    return send_file_of(file, "text/calendar", name=FILE_NAME)
