from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Actor, Role
from assess.db import db
from assess.drafts.queries import list_drafts_under
from assess.journal.service import once
from assess.plans.forms.details import DetailsForm
from assess.plans.pages.overview import Criteria, PlanPage, section_lines
from assess.plans.pages.section import label_languages, tag_for
from assess.plans.queries import PlanView, find_plan, list_plans
from assess.plans.queries.plans import PAGE_SIZE
from assess.plans.queries.templates import criteria_of
from assess.plans.routes.blueprint import pages
from assess.plans.rules.places import place_of
from assess.plans.service import remove_plan, revise_plan
from assess.refusals import StaleError
from assess.web.access import current_actor, open_to
from assess.web.language import current_language
from assess.web.page_form import ConfirmForm
from assess.web.paging import paging


@pages.get("/plans")
@open_to(Role.PRACTITIONER)
def plans() -> str:
    number = min(max(request.args.get("page", 1, type=int), 1), 10_000)
    found, count = list_plans(db.session(), current_actor(), page=number)
    return render_template(
        "plans/plans.html", plans=found, pages=paging("plans.plans", count), size=PAGE_SIZE
    )


@pages.get("/plans/<uuid:plan_id>")
@open_to(Role.PRACTITIONER)
def plan(plan_id: UUID) -> str:
    actor = current_actor()
    found = find_plan(db.session(), actor, plan_id)
    return render_template("plans/plan.html", page=plan_page(actor, found), form=ConfirmForm())


def plan_page(actor: Actor, found: PlanView) -> PlanPage:
    template = found.template
    tag = tag_for(template, request.args.get("labels", ""), found.language, current_language())
    criteria = Criteria(criteria_of(db.session(), actor, template))
    drafts = list_drafts_under(db.session(), actor, place_of(found.id, ""))
    return PlanPage(
        id=found.id,
        title=found.title,
        language=found.language,
        urn=template.urn,
        edition=template.edition,
        tag=tag,
        languages=label_languages(template, tag),
        template=template.title.text_in(tag),
        sections=section_lines(
            template,
            found.contents,
            {key: one.saved_at for key, one in found.sections.items()},
            {draft.place.rpartition("/")[2] for draft in drafts},
            criteria,
            tag,
        ),
        shows=tuple(criteria.say(label) for label in template.shows),
        serves_nothing=tuple(criteria.say(label) for label in template.serves_nothing),
        evidence_id=found.evidence_id,
    )


@pages.route("/plans/<uuid:plan_id>/details", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def details(plan_id: UUID) -> str | Response | tuple[str, int]:
    actor = current_actor()
    found = find_plan(db.session(), actor, plan_id)
    form = DetailsForm(title=found.title, language=found.language, seen=str(found.version))
    stale, status = None, 200
    if form.validate_on_submit():
        try:
            _revise(form, actor, plan_id)
            flash(_("The plan has been changed."))
            return redirect(url_for("plans.plan", plan_id=plan_id))
        except StaleError as refusal:
            stale, status = refusal.current, 409
            form.seen.data = str(find_plan(db.session(), actor, plan_id).version)
    return render_template("plans/details.html", plan=found, form=form, stale=stale), status


def _revise(form: DetailsForm, actor: Actor, plan_id: UUID) -> None:
    once(
        actor,
        form.idempotency_key,
        lambda session: revise_plan(
            session,
            actor=actor,
            plan_id=plan_id,
            title=form.title.data or "",
            language=form.language.data,
            seen=form.version_seen,
            now=datetime.now(UTC),
        ),
    )


@pages.post("/plans/<uuid:plan_id>/removal")
@open_to(Role.PRACTITIONER)
def remove(plan_id: UUID) -> Response:
    actor, form = current_actor(), ConfirmForm()
    find_plan(db.session(), actor, plan_id)
    if form.validate_on_submit():
        once(
            actor,
            form.idempotency_key,
            lambda session: remove_plan(
                session, actor=actor, plan_id=plan_id, now=datetime.now(UTC)
            ),
        )
        flash(_("The plan has been removed from your list."))
    return redirect(url_for("plans.plans"))
