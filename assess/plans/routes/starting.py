from datetime import UTC, datetime
from uuid import UUID

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from assess.actor import Actor, Role
from assess.db import db
from assess.journal.service import once
from assess.plans.forms.details import StartForm
from assess.plans.queries import TemplateView, list_templates
from assess.plans.routes.blueprint import pages
from assess.plans.service import start_plan
from assess.web.access import current_actor, open_to
from assess.web.language import current_language


@pages.route("/plans/start", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def start() -> str | Response:
    actor = current_actor()
    templates = list_templates(db.session(), actor)
    form = StartForm(language=current_language().value)
    form.template.choices = [(str(one.id), _title(one)) for one in templates]
    if len(templates) == 1 and not form.template.data:
        form.template.data = str(templates[0].id)
    if form.validate_on_submit():
        plan_id = _start(form, actor)
        return redirect(url_for("plans.plan", plan_id=plan_id))
    return render_template("plans/start.html", form=form, templates=templates)


def _title(view: TemplateView) -> str:
    return view.template.title.text_in(current_language().value)


def _start(form: StartForm, actor: Actor) -> UUID:
    return once(
        actor,
        form.idempotency_key,
        lambda session: start_plan(
            session,
            actor=actor,
            template_id=UUID(form.template.data),
            title=form.title.data or "",
            language=form.language.data,
            now=datetime.now(UTC),
        ),
    )
