from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from assess.actor import Actor, Role
from assess.db import db
from assess.enrolment.queries import list_units
from assess.evidence.rules.mappings import NotEnrolledError
from assess.evidence.rules.offers import FrozenError
from assess.journal.service import once
from assess.plans.forms.details import PutForwardForm
from assess.plans.pages.overview import Criteria
from assess.plans.pages.putting_forward import (
    PutForwardPage,
    choices_of,
    put_forward_of,
    section_choices,
    whole_ticks,
)
from assess.plans.queries import PlanView, find_plan, list_standing
from assess.plans.queries.templates import criteria_of
from assess.plans.routes.blueprint import pages
from assess.plans.routes.plans import plan_page
from assess.plans.rules.serving import (
    EmptySectionError,
    NoSectionError,
    SectionStillMappedError,
    TwoPlacesError,
)
from assess.plans.rules.template import Template
from assess.plans.service import put_plan_forward
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to
from assess.web.extensions import the_files

SAYS: Mapping[type[RefusedError], Any] = {
    NoSectionError: lazy_gettext("Choose at least one section"),
    FrozenError: lazy_gettext(
        "A criterion that you submitted stays mapped to the section it was mapped to"
    ),
    NotEnrolledError: lazy_gettext(
        "You are not working towards this standard, so nothing can be mapped to it"
    ),
}


@pages.route("/plans/<uuid:plan_id>/evidence", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def put_forward(plan_id: UUID) -> str | Response:
    actor = current_actor()
    plan = find_plan(db.session(), actor, plan_id)
    form = PutForwardForm()
    form.sections.choices = [(one.key, one.key) for one in plan.template.sections]
    form.criteria.choices = [(value, value) for value in choices_of(plan.template)]
    if form.validate_on_submit():
        try:
            evidence_id = _put_forward(form, actor, plan_id)
        except RefusedError as refusal:
            form.refuse(refusal, _say(refusal, plan.template), _field_of(refusal))
        else:
            flash(_("The plan has been put forward as evidence."))
            return redirect(url_for("evidence.piece", evidence_id=evidence_id))
    return render_template("plans/put_forward.html", page=_page(actor, plan, form))


def _put_forward(form: PutForwardForm, actor: Actor, plan_id: UUID) -> UUID:
    return once(
        actor,
        form.idempotency_key,
        lambda session: put_plan_forward(
            session,
            actor=actor,
            plan_id=plan_id,
            wanted=put_forward_of(form),
            store=the_files(),
            now=datetime.now(UTC),
        ),
    )


def _page(actor: Actor, plan: PlanView, form: PutForwardForm) -> PutForwardPage:
    page = plan_page(actor, plan)
    template = plan.template
    standing = list_standing(db.session(), actor, plan.evidence_id)
    mapped = {(one.section, one.label) for one in standing}
    units = list_units(db.session(), actor, practitioner_id=actor.person_id)
    criteria = Criteria(criteria_of(db.session(), actor, template))
    return PutForwardPage(
        plan_id=plan.id,
        title=plan.title,
        tag=page.tag,
        urn=template.urn,
        edition=template.edition,
        form=form,
        sections=section_choices(page.sections, form, mapped),
        whole=whole_ticks(template, criteria, form, mapped),
        has_unit=any((one.urn, one.edition) == (template.urn, template.edition) for one in units),
        drafts=any(line.has_draft for line in page.sections),
        evidence_id=plan.evidence_id if standing else None,
    )


def _say(refusal: RefusedError, template: Template) -> Any:  # noqa: ANN401 (str or lazy string)
    match refusal:
        case EmptySectionError():
            words = _("Nothing is written in section %(number)s yet")
            return words % {"number": _number(template, refusal.key)}
        case SectionStillMappedError():
            words = _("A criterion is mapped to section %(number)s, so it must go along")
            return words % {"number": _number(template, refusal.key)}
        case TwoPlacesError():
            words = _("You ticked %(label)s under two sections. Choose the one that shows it best.")
            return words % {"label": refusal.label}
    return SAYS.get(type(refusal), _("Choose from the answers shown"))


def _field_of(refusal: RefusedError) -> str:
    is_on_sections = isinstance(
        refusal, NoSectionError | EmptySectionError | SectionStillMappedError
    )
    return "sections" if is_on_sections else "criteria"


def _number(template: Template, key: str) -> str:
    section = template.section(key)
    return section.number if section else ""
